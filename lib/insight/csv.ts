type Cell = string | number | Date | null | undefined

/** One line of CSV (RFC 4180). A text that a spreadsheet would take for a formula is kept a text by an apostrophe. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(write).join(',')}\r\n`
}

function write(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString()
  if (typeof cell === 'number') return String(cell)
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** An amount in minor units as a plain decimal number, for spreadsheets: 4900 USD is 49.00, 1900 JPY is 1900. */
export function plainAmount(minor: number, currency: string): string {
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  if (digits === 0) return String(minor)
  const text = String(Math.abs(minor)).padStart(digits + 1, '0')
  return `${minor < 0 ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`
}
