import { expect as base } from '@playwright/test'

/** How long a story waits for what it expects: looking up a lost answer alone takes some seconds. */
export const PATIENCE_MS = 20_000

export const expect = base.configure({ timeout: PATIENCE_MS })
