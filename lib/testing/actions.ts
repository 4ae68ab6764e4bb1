import { type Browser, inBrowser } from './browser'

type Action = (data: FormData) => Promise<void>

/** Where an action leads the browser that sends it a form. */
export async function leads(
  browser: Browser,
  action: Action,
  fields: Record<string, string | Blob>,
): Promise<string> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  try {
    await inBrowser(browser, () => action(form))
  } catch (error) {
    const { digest } = error as { digest?: string }
    if (digest?.startsWith('NEXT_REDIRECT;')) return digest.split(';')[2] ?? ''
    throw error
  }
  throw new Error('the action led nowhere')
}
