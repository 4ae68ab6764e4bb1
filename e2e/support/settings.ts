const read = (name: string): string => {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is missing: start the tests with "npm test" or "npm run e2e".`)
  return value
}

/** Where the shop under test and its emulator are. */
export const settings = {
  shopUrl: read('APP_URL'),
  emulatorUrl: read('DODO_PAYMENTS_BASE_URL'),
  webhookKey: read('DODO_PAYMENTS_WEBHOOK_KEY'),
  databaseUrl: read('DATABASE_URL'),
}
