import { once } from 'node:events'
import type { Server } from 'node:http'

/** The port the emulator listens at, which can be taken away for a while: every call is then refused. */
export class Line {
  #outage: NodeJS.Timeout | undefined

  private constructor(
    private readonly server: Server,
    readonly port: number,
    private readonly host: string,
  ) {}

  /** Listens; 0 takes a free port. Rejects with the system's error when the port is taken. */
  static async open(server: Server, port: number, host: string): Promise<Line> {
    server.listen(port, host)
    await once(server, 'listening')
    const address = server.address()
    return new Line(server, typeof address === 'object' && address ? address.port : port, host)
  }

  /** Drops every connection and refuses new ones for so many milliseconds. */
  async refuse(ms: number): Promise<void> {
    await this.#stop()
    this.#outage = setTimeout(() => this.server.listen(this.port, this.host), ms)
  }

  async close(): Promise<void> {
    clearTimeout(this.#outage)
    await this.#stop()
  }

  async #stop(): Promise<void> {
    if (!this.server.listening) return
    const closed = once(this.server, 'close')
    this.server.close()
    this.server.closeAllConnections()
    await closed
  }
}
