import { defineConfig, devices } from '@playwright/test'
import { browserFlags, findBrowser } from './scripts/testing/browser.ts'

// Workers read this file again; they are to take the browser that was found here.
process.env.PW_CHROMIUM = await findBrowser()

// The provider has one clock: what moves it runs after everything else, unless stories are named.
const calendar = /plan-calendar/
// These speak HTTP, or show nothing that a smaller screen could change; merchants work at a desk or on a tablet, and that
// each of their pages stands on a phone too is what admin-pages sees.
const notOnPhones = /(entry-points|strangers|webhook-route|admin-(?!pages)[a-z]+)\.spec/
const some = process.argv.some((argument) => argument.includes('stories/'))

export default defineConfig({
  testDir: 'e2e',
  outputDir: '.data/reports/playwright',
  globalSetup: './scripts/testing/playwright-setup.ts',
  fullyParallel: true,
  workers: 3,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: '.data/reports/playwright.json' }]],
  use: {
    baseURL: process.env.APP_URL,
    // Recording each step takes a third of the time; `npm test -- e2e <file> --trace on` records when it is wanted.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: process.env.PW_CHROMIUM, args: browserFlags },
  },
  projects: [
    {
      name: 'desktop',
      testIgnore: calendar,
      use: { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 800 } },
    },
    { name: 'phone', testIgnore: [calendar, notOnPhones], use: devices['Pixel 7'] },
    {
      name: 'calendar',
      testMatch: calendar,
      workers: 1,
      use: { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 800 } },
      dependencies: some ? [] : ['desktop', 'phone'],
    },
  ],
})
