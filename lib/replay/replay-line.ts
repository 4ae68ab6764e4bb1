import type { Replay } from './replay'

/** One line of what a replay tells while it runs; the last one holds what came of it. */
export type ReplayLine = { done: number; of: number } | { result: Replay } | { failed: true }

/** Hears the lines of an answer as they come. */
export async function readReplayLines(
  answer: ReadableStream<Uint8Array>,
  hear: (line: ReplayLine) => void,
): Promise<void> {
  const reader = answer.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    const lines = `${rest}${decoder.decode(value, { stream: true })}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) hear(JSON.parse(line) as ReplayLine)
  }
}
