import 'server-only'

const MOST_BYTES = 5 * 1024 * 1024

class AnswerTooLong extends Error {
  override name = 'AnswerTooLong'
}

/**
 * Fetches an answer with its whole body, or fails when the signal says so. Node's fetch forgets the signal of an answer
 * whose headers have come, as soon as memory is cleaned up: a body that drips would then be waited for without end. So
 * the signal is heard here, by somebody who stays. The body is cut off at five megabytes.
 */
export const fetchWhole: typeof fetch = async (input, init) => {
  const signal = init?.signal
  if (!signal) throw new Error('a call to the provider needs a limit')
  signal.throwIfAborted()
  let stop = () => {}
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason)
  })
  signal.addEventListener('abort', stop, { once: true })
  // Nobody may be waiting when it comes.
  stopped.catch(() => undefined)
  try {
    const response = await Promise.race([fetch(input, init), stopped])
    const { status, statusText, headers } = response
    const body = await readWhole(response, stopped)
    return new Response(body, { status, statusText, headers })
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** The body, or null where there is none. */
async function readWhole(
  response: Response,
  stopped: Promise<never>,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const reader = response.body?.getReader()
  if (!reader) return null
  const chunks: Uint8Array[] = []
  let bytes = 0
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), stopped])
      if (done) return new Uint8Array(Buffer.concat(chunks))
      bytes += value.byteLength
      if (bytes > MOST_BYTES) throw new AnswerTooLong(`more than ${MOST_BYTES} bytes`)
      chunks.push(value)
    }
  } catch (error) {
    // The connection is of no more use; the provider may be gone already.
    reader.cancel().catch(() => undefined)
    throw error
  }
}
