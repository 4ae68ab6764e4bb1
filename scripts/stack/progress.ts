/** Says what a step did, in a few words, once it is done. */
export type Detail = string | undefined

export type Progress = {
  /** Shows the step's name while it works, then its outcome and how long it took, on one line. */
  step: (name: string, work: () => Promise<Detail>) => Promise<void>
  /** A line from a running program, or any other message, without breaking the line of the current step. */
  say: (line: string) => void
  /** From now on nothing is shown: the steps under way are being stopped. */
  close: () => void
}

type Output = { write: (text: string) => unknown; isTTY?: boolean }

const nameWidth = 11
const detailWidth = 58

/** One line of the report: `  ✓ Database   PostgreSQL in .data/pg   1.2 s`. */
export function stepLine(mark: string, name: string, detail: string, milliseconds: number): string {
  const seconds = `${(milliseconds / 1000).toFixed(1)} s`
  return `  ${mark} ${name.padEnd(nameWidth)}  ${detail.slice(0, detailWidth).padEnd(detailWidth)}  ${seconds.padStart(7)}`
}

export function createProgress(output: Output = process.stdout): Progress {
  let current: { name: string; since: number } | null = null
  let closed = false
  const clear = () => {
    if (output.isTTY && current) output.write('\r\u001b[2K')
  }
  const draw = () => {
    if (output.isTTY && current) {
      output.write(`\r${stepLine('…', current.name, '', performance.now() - current.since)}`)
    }
  }

  return {
    async step(name, work) {
      const since = performance.now()
      current = { name, since }
      draw()
      const clock = setInterval(draw, 500)
      const finish = (mark: string, detail: string) => {
        clearInterval(clock)
        if (closed) return
        clear()
        current = null
        output.write(`${stepLine(mark, name, detail, performance.now() - since)}\n`)
      }
      try {
        finish('✓', (await work()) ?? '')
      } catch (error) {
        finish('✗', 'failed')
        throw error
      }
    },
    say(line) {
      if (closed) return
      clear()
      output.write(`${line}\n`)
      draw()
    },
    close() {
      clear()
      current = null
      closed = true
    },
  }
}
