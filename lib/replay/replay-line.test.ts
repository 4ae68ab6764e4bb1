import { expect, test } from 'vitest'
import { type ReplayLine, readReplayLines } from './replay-line'

test('lines are heard whole, however they are cut on their way', async () => {
  const sent = '{"done":0,"of":2}\n{"done":2,"of":2}\n{"failed":true}\n'
  for (let size = 1; size <= sent.length; size++) {
    const bytes = new TextEncoder().encode(sent)
    const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
      bytes.slice(at * size, (at + 1) * size),
    )
    const heard: ReplayLine[] = []
    await readReplayLines(new Blob(parts).stream(), (line) => heard.push(line))
    expect(heard).toEqual([{ done: 0, of: 2 }, { done: 2, of: 2 }, { failed: true }])
  }
})
