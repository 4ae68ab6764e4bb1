import { readdirSync, readFileSync } from 'node:fs'

/** Every function a browser may call, found in the sources as the compiler finds them. */
export function listActions(): { file: string; name: string }[] {
  const files = readdirSync('.', { recursive: true, encoding: 'utf8' }).filter(
    (file) => /^(app|components|lib)\/.*\.tsx?$/.test(file) && !file.startsWith('lib/db/generated'),
  )
  return files.flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    if (!/^\s*['"]use server['"]/m.test(text)) return []
    return [...text.matchAll(/^export (?:async function|const|default) (\w+)/gm)].map((match) => ({
      file,
      name: match[1] ?? '',
    }))
  })
}

/** Headers of requests that no page of ours has made. */
export const OTHER_SITES: Record<string, Record<string, string | undefined>> = {
  'another site': { origin: 'https://evil.test' },
  'a page without an origin': { origin: 'null' },
  'something that names no origin': { origin: undefined },
  'a cross-site request': { 'sec-fetch-site': 'cross-site' },
  'a subdomain': { 'sec-fetch-site': 'same-site' },
}
