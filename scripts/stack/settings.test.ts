import { expect, it } from 'vitest'
import { addresses, readPorts } from './settings.ts'

it('has ports of its own and takes those of the environment', () => {
  expect(readPorts({})).toEqual({ shop: 3000, emulator: 4010, mail: 2525 })
  expect(readPorts({ PORT: '3100', EMULATOR_PORT: '', EMULATOR_SMTP_PORT: '2600' })).toEqual({
    shop: 3100,
    emulator: 4010,
    mail: 2600,
  })
})

it.each(['http', '0', '70000', '80.5', '-1'])('refuses the port %s by the name of its variable', (text) => {
  expect(() => readPorts({ EMULATOR_SMTP_PORT: text })).toThrow(`EMULATOR_SMTP_PORT=${text} is not a port.`)
})

it('refuses one port for two uses', () => {
  expect(() => readPorts({ PORT: '4010' })).toThrow('PORT and EMULATOR_PORT both say 4010.')
})

it('tells where each part is found', () => {
  expect(addresses({ shop: 1, emulator: 2, mail: 3 })).toEqual({
    shop: 'http://localhost:1',
    emulator: 'http://127.0.0.1:2',
    smtp: 'smtp://127.0.0.1:3',
  })
})
