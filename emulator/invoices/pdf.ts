export interface PdfLine {
  text: string
  /** Points from the left edge. */
  x: number
  /** Points from the bottom edge. */
  y: number
  size: number
}

const PAGE = { width: 595, height: 842 }

/**
 * One A4 page of text in Helvetica as a PDF. The built-in font knows Western European letters only; any other becomes
 * a question mark.
 */
export function writePdf(lines: readonly PdfLine[]): Buffer {
  const content = lines
    .map(({ text, x, y, size }) => `BT /F1 ${size} Tf ${x} ${y} Td (${escaped(text)}) Tj ET`)
    .join('\n')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] ` +
      '/Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    `<< /Length ${Buffer.byteLength(content, 'latin1')} >>\nstream\n${content}\nendstream`,
  ]
  let file = '%PDF-1.4\n%\xE2\xE3\xCF\xD3\n'
  const offsets = objects.map((object, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = file.length
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}

/** Printable Latin-1 with the marks that end a PDF string taken apart. */
function escaped(text: string): string {
  return text.replaceAll(/[^\x20-\x7E\xA0-\xFF]/g, '?').replaceAll(/[\\()]/g, (mark) => `\\${mark}`)
}
