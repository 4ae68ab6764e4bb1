import { shopEnvironment } from '../stack/environment.ts'

/** The settings of the shop in unit and integration tests. Nothing listens at these ports. */
export function testEnvironment(): Record<string, string> {
  const env = shopEnvironment({
    settings: { mode: 'test', dataDir: '.data/unit', ports: { shop: 1, emulator: 2, mail: 3 } },
    databaseUrl: 'postgresql://nobody@127.0.0.1:1/no-database-see-create-test-database',
    secrets: {
      appSecret: 'demo-secret-of-the-tests-that-protects-nothing',
      apiKey: 'demo_key_of_the_tests',
      webhookKey: `whsec_${Buffer.from('upnext-demo-key-of-the-tests').toString('base64')}`,
    },
    inherited: {},
    fileKeys: [],
  })
  return Object.fromEntries(
    Object.entries({ ...env, NODE_ENV: 'test', LOG_LEVEL: 'silent' }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  )
}
