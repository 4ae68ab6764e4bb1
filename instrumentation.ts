/** Runs once before the server answers: a wrong setting stops it here, in words, and not at a shopper's click. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { checkStart } = await import('./lib/check-start')
  await checkStart()
}
