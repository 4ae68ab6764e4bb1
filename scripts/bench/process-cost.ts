import { readdirSync, readFileSync } from 'node:fs'

const MS_PER_TICK = 10
const KIB_PER_MIB = 1_024

/** Memory in MiB of a process and everything it started; `pss` counts shared pages once. */
export type Memory = { rss: number; pss: number; peakRss: number }

/** Processor time in ms a process and its children have used until now; null where Linux's /proc is missing. */
export function cpuTime(pid: number): number | null {
  return sumOver(pid, (each) => {
    const fields = statOf(each)
    return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK
  })
}

export function memoryOf(pid: number): Memory | null {
  const rss = sumOver(pid, (each) => kibOf(`/proc/${each}/status`, 'VmRSS'))
  const peak = sumOver(pid, (each) => kibOf(`/proc/${each}/status`, 'VmHWM'))
  const pss = sumOver(pid, (each) => kibOf(`/proc/${each}/smaps_rollup`, 'Pss'))
  if (rss === null || peak === null || pss === null) return null
  return { rss: rss / KIB_PER_MIB, pss: pss / KIB_PER_MIB, peakRss: peak / KIB_PER_MIB }
}

function sumOver(pid: number, read: (pid: number) => number): number | null {
  try {
    return [pid, ...descendants(pid)].reduce((sum, each) => sum + read(each), 0)
  } catch {
    return null
  }
}

function descendants(pid: number): number[] {
  const children = readdirSync(`/proc/${pid}/task`)
    .flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' '))
    .filter(Boolean)
    .map(Number)
  return children.flatMap((child) => [child, ...descendants(child)])
}

/** The fields of /proc/<pid>/stat from the third on; the second may hold spaces. */
function statOf(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

function kibOf(file: string, name: string): number {
  const match = new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(file, 'utf8'))
  return Number(match?.[1] ?? 0)
}
