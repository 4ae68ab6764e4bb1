import { type Ask, Connection } from './http-client.ts'
import { cpuTime } from './process-cost.ts'
import { median } from './stats.ts'

/** Something to put load on: a server's process, and the requests to send it. */
export type Subject = { pid: number; next: () => Ask; status: number }

/** What came of it, and for each round on its own, so that rounds of two subjects can be compared. */
export type Load = { perSecond: number; cpuMs: number | null; latencies: number[]; rounds: Round[] }

type Round = { perSecond: number; cpuMs: number | null }
type RoundWithLatencies = Round & { latencies: number[] }

const WARM_UP_ROUNDS = 2

type Shape = { concurrency: number; seconds: number }

/** Keeps that many requests under way for that long, each connection one after the other. */
export async function putLoad(
  subject: Subject,
  { concurrency, seconds }: Shape,
): Promise<RoundWithLatencies> {
  const connections = Array.from({ length: concurrency }, () => new Connection())
  const latencies: number[] = []
  const cpuBefore = cpuTime(subject.pid)
  const from = performance.now()
  const until = from + seconds * 1_000
  await Promise.all(
    connections.map(async (connection) => {
      while (performance.now() < until) {
        const answer = await connection.send(subject.next())
        if (answer.status !== subject.status) throw new Error(`A request was answered ${answer.status}.`)
        latencies.push(answer.totalMs)
      }
    }),
  )
  const elapsed = performance.now() - from
  const cpuAfter = cpuTime(subject.pid)
  for (const connection of connections) connection.close()
  return {
    perSecond: (latencies.length / elapsed) * 1_000,
    cpuMs: cpuBefore === null || cpuAfter === null ? null : (cpuAfter - cpuBefore) / latencies.length,
    latencies,
  }
}

/**
 * Puts load on several subjects in turn, A B A B, so that whatever else the machine does hits all of them; the
 * first rounds only warm them up. Each gets the median of its rounds, and all latencies.
 */
export async function compareUnderLoad<Name extends string>(
  subjects: Record<Name, Subject>,
  shape: Shape,
  rounds: number,
): Promise<Record<Name, Load>> {
  const names = Object.keys(subjects) as Name[]
  const results = new Map<Name, RoundWithLatencies[]>(names.map((name) => [name, []]))
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) {
    for (const name of names) await putLoad(subjects[name], shape)
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) results.get(name)?.push(await putLoad(subjects[name], shape))
  }
  return Object.fromEntries(names.map((name) => [name, combine(results.get(name) ?? [])])) as Record<
    Name,
    Load
  >
}

function combine(rounds: RoundWithLatencies[]): Load {
  const cpu = rounds.flatMap(({ cpuMs }) => cpuMs ?? [])
  return {
    perSecond: median(rounds.map(({ perSecond }) => perSecond)),
    cpuMs: cpu.length > 0 ? median(cpu) : null,
    latencies: rounds.flatMap(({ latencies }) => latencies),
    rounds,
  }
}
