import 'server-only'
import { logger } from '@/lib/logger'
import { replay } from './replay'
import type { ReplayLine } from './replay-line'

/**
 * A replay as lines of JSON: how far it is, as often as that is known, then what came of it. It ends when nobody listens
 * any more.
 */
export function streamReplay(versionId: string, signal: AbortSignal): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    start: async (controller) => {
      const send = (line: ReplayLine) => controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`))
      try {
        const result = await replay(versionId, (done, of) => {
          signal.throwIfAborted()
          send({ done, of })
        })
        send(result ? { result } : { failed: true })
        controller.close()
      } catch (error) {
        if (signal.aborted) return
        logger.error({ err: error, versionId }, 'a replay broke off')
        controller.error(error)
      }
    },
  })
}
