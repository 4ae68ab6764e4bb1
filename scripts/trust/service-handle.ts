import { type Program, signalGroup } from '../stack/program.ts'

/** A process of the shop that can be killed as a power cut does it, and started again. */
export class Service {
  #program: Program | null = null
  #starting: Promise<void> | null = null

  constructor(
    readonly name: string,
    private readonly launch: () => Promise<Program>,
  ) {}

  /** Starts it unless it runs. */
  async start(): Promise<void> {
    if (this.isRunning()) return
    this.#starting ??= this.launch()
      .then((program) => {
        this.#program = program
      })
      .finally(() => {
        this.#starting = null
      })
    await this.#starting
  }

  /** Ends it with SIGKILL, with all it started, and waits until it is gone. */
  async kill(): Promise<void> {
    await this.#starting
    const program = this.#program
    const pid = program?.identity?.pid
    if (!program || pid === undefined || program.hasEnded()) throw new Error(`${this.name} was not running.`)
    signalGroup(pid, 'SIGKILL')
    await program.ended
    this.#program = null
  }

  isRunning = () => this.#program !== null && !this.#program.hasEnded()
}
