import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { browserFlags, findBrowser } from '../testing/browser.ts'
import { median } from './stats.ts'

const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const
export type Category = (typeof categories)[number]
export type Scores = Record<Category, number>

const category = z.object({
  score: z.number(),
  auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })),
})
const reportSchema = z.object({
  categories: z.object({
    performance: category,
    accessibility: category,
    'best-practices': category,
    seo: category,
  }),
  audits: z.record(z.string(), z.object({ score: z.number().nullish() })),
})

type Report = z.infer<typeof reportSchema>

/** Lighthouse's scores of a page on its phone profile, each the median of so many runs, and what it found fault with. */
export async function measureLighthouse(
  url: string,
  headers: Record<string, string>,
  runs: number,
): Promise<{ scores: Scores; faults: string[] }> {
  const reports: Report[] = []
  for (let run = 0; run < runs; run += 1) reports.push(await runLighthouse(url, headers))
  const score = (name: Category) =>
    median(reports.map((each) => Math.round(each.categories[name].score * 100)))
  return {
    scores: {
      performance: score('performance'),
      accessibility: score('accessibility'),
      'best-practices': score('best-practices'),
      seo: score('seo'),
    },
    faults: [...new Set(reports.flatMap(faultsOf))],
  }
}

function faultsOf({ categories: found, audits }: Report): string[] {
  return categories.flatMap((name) =>
    found[name].auditRefs
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9)
      .map(({ id }) => id),
  )
}

async function runLighthouse(url: string, headers: Record<string, string>): Promise<Report> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      path.join('node_modules', 'lighthouse', 'cli', 'index.js'),
      url,
      '--quiet',
      '--output=json',
      `--only-categories=${categories.join(',')}`,
      `--extra-headers=${JSON.stringify(headers)}`,
      `--chrome-flags=${['--headless=new', ...browserFlags].join(' ')}`,
    ],
    { env: { ...process.env, CHROME_PATH: await findBrowser() }, maxBuffer: 64 * 1_024 * 1_024 },
  )
  return reportSchema.parse(JSON.parse(stdout))
}
