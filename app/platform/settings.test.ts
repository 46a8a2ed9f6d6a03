import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readSettings } from './settings.server.ts'

const clone = tmpdir()
const read = (env: Record<string, string>) => readSettings(env, clone)

describe('settings', () => {
  test('have a meaning when nothing is set, and an empty variable is not set', () => {
    const empty: Record<string, string>[] = [{}, { PORT: '', DATABASE_URL: ' ', LUECKENLOS_DEMO: '' }]
    for (const env of empty)
      expect(read(env)).toMatchObject({ port: 3000, host: '127.0.0.1', demo: true, databaseUrl: undefined })
  })

  test.for(['0', '65536', '80.5', 'drei', '-1'])('refuse the port %s with its name', (port) => {
    expect(() => read({ PORT: port })).toThrow(new RegExp(`PORT .*angegeben: „${port}“`))
  })

  test.for(['1', '65535'])('take the port %s', (port) => {
    expect(read({ PORT: port }).port).toBe(Number(port))
  })

  test('name every wrong value at once, but no password', () => {
    const attempt = () => read({ PORT: 'x', LUECKENLOS_DEMO: 'ja', DATABASE_URL: 'mysql://root:hidden@db/x' })
    expect(attempt).toThrow(/PORT[\s\S]*LUECKENLOS_DEMO muss on oder off sein[\s\S]*DATABASE_URL/)
    expect(attempt).not.toThrow(/hidden/)
  })

  test('keep the demonstration on this computer', () => {
    expect(() => read({ HOST: '0.0.0.0' })).toThrow(/nur auf diesem Rechner erreichbar/)
    expect(read({ HOST: '0.0.0.0', LUECKENLOS_DEMO: 'off' }).host).toBe('0.0.0.0')
  })

  test('want a secret with an external database', () => {
    const DATABASE_URL = 'postgresql://owner:word@db.example/lueckenlos'
    expect(() => read({ DATABASE_URL })).toThrow(/LUECKENLOS_SECRET/)
    expect(() => read({ DATABASE_URL, LUECKENLOS_SECRET: 'short' })).toThrow(/mindestens 32 Zeichen/)
    expect(read({ DATABASE_URL, LUECKENLOS_SECRET: 's'.repeat(32) }).databaseUrl).toBe(DATABASE_URL)
    expect(() => read({ DATABASE_APP_URL: DATABASE_URL })).toThrow(/nur zusammen mit DATABASE_URL/)
  })

  test('take a data folder relative to the clone', () => {
    expect(read({ LUECKENLOS_DATA: 'daten' }).dataFolder).toBe(join(clone, 'daten'))
    expect(read({ LUECKENLOS_DATA: '/srv/daten' }).dataFolder).toBe('/srv/daten')
  })
})
