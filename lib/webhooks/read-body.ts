/** Reads a request's body, counted and timed: whoever sends too much or too slowly is cut off. */
export async function readBody(
  request: Request,
  { maxBytes, withinMs }: { maxBytes: number; withinMs: number },
): Promise<Buffer | 'too large' | 'too slow'> {
  const reader = request.body?.getReader()
  if (!reader) return Buffer.alloc(0)
  const chunks: Uint8Array[] = []
  let bytes = 0
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<'too slow'>((resolve) => {
    timer = setTimeout(() => resolve('too slow'), withinMs)
  })
  try {
    for (;;) {
      const next = await Promise.race([reader.read(), deadline])
      if (next === 'too slow') return await stop(reader, next)
      if (next.done) return Buffer.concat(chunks)
      bytes += next.value.byteLength
      if (bytes > maxBytes) return await stop(reader, 'too large')
      chunks.push(next.value)
    }
  } finally {
    clearTimeout(timer)
  }
}

async function stop<T>(reader: ReadableStreamDefaultReader, why: T): Promise<T> {
  // The sender may be gone already.
  await reader.cancel().catch(() => undefined)
  return why
}
