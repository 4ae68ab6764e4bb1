const TYPE_BYTES = 1
const QUERY = 0x51
const PARSE = 0x50
const BIND = 0x42

/** Cuts a stream of PostgreSQL's protocol into its messages. Only what a client sends first has no type. */
export class MessageReader {
  #rest: Buffer = Buffer.alloc(0)
  #first: boolean

  constructor(ofClient: boolean) {
    this.#first = ofClient
  }

  /** The messages that are whole with these bytes. */
  read(data: Buffer): Buffer[] {
    this.#rest = this.#rest.length > 0 ? Buffer.concat([this.#rest, data]) : data
    const messages: Buffer[] = []
    for (;;) {
      const head = this.#first ? 0 : TYPE_BYTES
      if (this.#rest.length < head + 4) return messages
      const length = head + this.#rest.readUInt32BE(head)
      if (this.#rest.length < length) return messages
      messages.push(this.#rest.subarray(0, length))
      this.#rest = this.#rest.subarray(length)
      this.#first = false
    }
  }
}

/** Tells which statement a client's message executes, of one connection; null if it executes none. */
export function statementReader(): (message: Buffer) => string | null {
  const prepared = new Map<string, string>()
  return (message) => {
    const text = (from: number) => message.toString('utf8', from, message.indexOf(0, from))
    switch (message[0]) {
      case QUERY:
        return tidy(text(5))
      case PARSE: {
        const name = text(5)
        prepared.set(name, tidy(text(5 + Buffer.byteLength(name) + 1)))
        return null
      }
      case BIND: {
        const portal = text(5)
        return prepared.get(text(5 + Buffer.byteLength(portal) + 1)) ?? ''
      }
      default:
        return null
    }
  }
}

const tidy = (statement: string) => statement.replace(/\s+/g, ' ').trim()
