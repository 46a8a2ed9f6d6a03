import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readSettings } from './settings.server.ts'

const clone = tmpdir()
const read = (env: Record<string, string>) => readSettings(env, clone)
const DATABASE_URL = 'postgresql://owner:word@db.example/lueckenlos'
const LUECKENLOS_SECRET = 'Yk3vT9qLz7RmWc2XhNf8JpBd5SgAu4Ee'
const APP_URL = 'https://praevention.stadt.example'

describe('settings', () => {
  test('have a meaning when nothing is set, and an empty variable is not set', () => {
    const empty: Record<string, string>[] = [{}, { PORT: '', DATABASE_URL: ' ', LUECKENLOS_DEMO: '' }]
    for (const env of empty)
      expect(read(env)).toMatchObject({
        port: 3000,
        host: '127.0.0.1',
        appUrl: undefined,
        demo: true,
        secret: undefined,
        databaseUrl: undefined,
        proxies: 0,
        idleMinutes: 60,
        sessionHours: 12,
        requestsPerMinute: 6000,
        drainSeconds: 0,
        smtpUrl: undefined,
      })
  })

  test.for(['0', '65536', '80.5', 'drei', '-1'])('refuse the port %s with its name', (port) => {
    expect(() => read({ PORT: port })).toThrow(new RegExp(`PORT .*angegeben: „${port}“`))
  })

  test.for(['1', '65535'])('take the port %s', (port) => {
    expect(read({ PORT: port }).port).toBe(Number(port))
  })

  test('name everything that is wrong at once, but no password', () => {
    const attempt = () =>
      read({
        PORT: 'x',
        LUECKENLOS_DEMO: 'ja',
        DATABASE_URL: 'mysql://root:hidden@db/x',
        LUECKENLOS_SECRET: 'hidden'.repeat(8),
        SMTP_URL: 'smtp://anna:hidden@mail.example',
        LUECKENLOS_PROXYS: '1',
      })
    expect(attempt).toThrow(
      /^6 Einstellungen stimmen nicht:[\s\S]*PORT[\s\S]*LUECKENLOS_DEMO muss on oder off sein[\s\S]*DATABASE_URL[\s\S]*LUECKENLOS_SECRET besteht aus Wiederholungen[\s\S]*MAIL_FROM[\s\S]*LUECKENLOS_PROXIES\?$/,
    )
    expect(attempt).not.toThrow(/hidden/)
  })

  test.each([
    ['the demonstration open to others', { HOST: '0.0.0.0' }, /nur auf diesem Rechner erreichbar/],
    ['the demonstration at a public address', { APP_URL }, /darf APP_URL keine öffentliche Adresse sein/],
    [
      'an open server without public address',
      { HOST: '0.0.0.0', LUECKENLOS_DEMO: 'off' },
      /muss APP_URL die öffentliche Adresse/,
    ],
    ['proxies without public address', { LUECKENLOS_PROXIES: '1' }, /muss APP_URL/],
    ['a public address without encryption', { APP_URL: 'http://stadt.example' }, /muss mit https:/],
    ['a public address with a path', { APP_URL: `${APP_URL}/kette` }, /ohne Pfad/],
    ['a public address with a password', { APP_URL: 'https://a:b@stadt.example' }, /ohne Pfad/],
    [
      'a public address that is none',
      { APP_URL: 'praevention.stadt.example' },
      /muss eine Adresse mit https/,
    ],
    ['a public address of another kind', { APP_URL: 'ftp://stadt.example' }, /muss eine Adresse mit https/],
    ['a mail server without sender', { SMTP_URL: 'smtp://mail.example' }, /muss auch MAIL_FROM/],
    ['a sender without mail server', { MAIL_FROM: 'a@stadt.example' }, /nur zusammen mit SMTP_URL/],
    [
      'a sender that is no address',
      { MAIL_FROM: 'stadt', SMTP_URL: 'smtp://m.example' },
      /MAIL_FROM muss eine/,
    ],
    [
      'a sender with a line of its own',
      { MAIL_FROM: 'a@stadt.example\nBcc: b@evil.example', SMTP_URL: 'smtp://m.example' },
      /MAIL_FROM muss eine/,
    ],
    ['another kind of mail server', { SMTP_URL: 'http://mail.example' }, /SMTP_URL muss eine Adresse/],
    ['a database without secret', { DATABASE_URL }, /muss auch LUECKENLOS_SECRET/],
    [
      'a database whose application would be its owner',
      { DATABASE_URL, LUECKENLOS_SECRET, LUECKENLOS_DEMO: 'off' },
      /muss auch DATABASE_APP_URL .*create role lueckenlos_app/,
    ],
    ['half a database', { DATABASE_APP_URL: DATABASE_URL }, /nur zusammen mit DATABASE_URL/],
    ['a host that is none', { HOST: 'http://x', LUECKENLOS_DEMO: 'off' }, /HOST muss eine Adresse/],
    ['sessions without end', { LUECKENLOS_SESSION_HOURS: '169' }, /darf höchstens 168 sein/],
    ['an idle time of nothing', { LUECKENLOS_IDLE_MINUTES: '4' }, /muss mindestens 5 sein/],
    ['a limit that stops everybody', { LUECKENLOS_REQUESTS_PER_MINUTE: '59' }, /muss mindestens 60 sein/],
  ])('refuse %s', (_, env, sentence) => {
    expect(() => read(env as Record<string, string>)).toThrow(sentence)
  })

  test.each([
    ['shorter than 32 characters', 'Yk3vT9qLz7RmWc2XhNf8JpBd5SgAu4E', /mindestens 32 Zeichen/],
    ['of one letter', 's'.repeat(40), /Wiederholungen/],
    ['of a repeated piece', 'k3Jd9xQ2mP7z'.repeat(4), /Wiederholungen/],
    ['from an example', 'Yk3vT9qLz7RmWc2Xchangeme8JpBd5SgAu4E', /Beispiel/],
    ['with a simple row', 'abcdefghijklmnopqrstuvwxyz0123456789', /Beispiel|Folge/],
  ])('refuse a secret %s', (_, secret, sentence) => {
    expect(() => read({ LUECKENLOS_SECRET: secret })).toThrow(sentence)
    expect(() => read({ LUECKENLOS_SECRET: secret })).not.toThrow(new RegExp(secret))
  })

  test('take what a municipality runs with', () => {
    const env = {
      HOST: '0.0.0.0',
      APP_URL: `${APP_URL}/`,
      LUECKENLOS_DEMO: 'off',
      LUECKENLOS_PROXIES: '1',
      LUECKENLOS_SECRET,
      DATABASE_URL,
      DATABASE_APP_URL: DATABASE_URL.replace('owner', 'app'),
      SMTP_URL: 'smtps://anna:w@mail.example',
      MAIL_FROM: 'Präventionskette <praevention@stadt.example>',
    }
    expect(read(env)).toMatchObject({
      host: '0.0.0.0',
      appUrl: APP_URL,
      proxies: 1,
      secret: LUECKENLOS_SECRET,
      databaseUrl: DATABASE_URL,
      mailFrom: 'Präventionskette <praevention@stadt.example>',
    })
    expect(read({ APP_URL: 'http://localhost:3000' }).appUrl).toBe('http://localhost:3000')
    expect(read({ HOST: 'localhost' }).host).toBe('localhost')
  })

  test.each([
    ['LUECKENLOS_PROXY', 'LUECKENLOS_PROXIES'],
    ['LUECKENLOS_SECRETS', 'LUECKENLOS_SECRET'],
    ['LUECKENLOS_DATEN', 'LUECKENLOS_DATA'],
  ])('do not overlook %s', (name, meant) => {
    expect(() => read({ [name]: '1' })).toThrow(`${name} gibt es nicht. Meinten Sie ${meant}?`)
  })

  test('name one of ours that resembles nothing, and leave other programs theirs', () => {
    expect(() => read({ LUECKENLOS_KAFFEEMASCHINE: '1' })).toThrow(/docs\/operation\.md/)
    expect(read({ LUCKY: '1', LANG: 'de_DE.UTF-8', LUECKENLOS_CLIENT: 'x' }).port).toBe(3000)
  })

  test('take a data folder relative to the clone', () => {
    expect(read({ LUECKENLOS_DATA: 'daten' }).dataFolder).toBe(join(clone, 'daten'))
    expect(read({ LUECKENLOS_DATA: '/srv/daten' }).dataFolder).toBe('/srv/daten')
  })
})
