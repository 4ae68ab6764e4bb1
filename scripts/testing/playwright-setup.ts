import { createProgress } from '../stack/progress.ts'
import { describeTrouble } from '../trouble.ts'
import { createTestStack, testFacts } from './test-stack.ts'

/** Starts the shop for browser tests, unless `npm test` has already done so. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.UPNEXT_MODE === 'test' && process.env.APP_URL) return undefined
  const stack = await createTestStack(createProgress())
  try {
    await stack.start()
  } catch (error) {
    await stack.stop()
    throw new Error(describeTrouble(error))
  }
  Object.assign(process.env, testFacts(stack))
  return () => stack.stop()
}
