/** A failure that the person at the keyboard can act on: what happened, and what to do. Shown without a stack. */
export class Trouble extends Error {
  override name = 'Trouble'

  constructor(
    message: string,
    readonly advice: string,
    readonly output = '',
  ) {
    super(message)
  }
}

/** The text for any failure: the tail of the step's output, what happened, what to do. */
export function describeTrouble(error: unknown): string {
  if (error instanceof Trouble) {
    return [error.output.trimEnd(), error.message, error.advice].filter(Boolean).join('\n\n')
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** Runs a command-line entry: a failure is printed and ends the process with code 1. */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    await main()
  } catch (error) {
    console.error(`\n${describeTrouble(error)}\n`)
    process.exit(1)
  }
}
