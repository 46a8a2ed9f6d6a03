import { z } from 'zod'
import { findCloneFolder, locateDataFolder } from './dataFolder.server.ts'
import { Refusal } from './refusal.ts'

const postgresUrl = z
  .string()
  .refine(
    (text) => URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol),
    'muss eine Adresse wie postgresql://name:kennwort@rechner:5432/datenbank sein',
  )

const smtpUrl = z
  .string()
  .refine(
    (text) => URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol),
    'muss eine Adresse wie smtp://name:kennwort@rechner:587 oder smtps://… sein',
  )

/** A whole number between two bounds. */
const count = (least: number, most: number, otherwise: number) =>
  z.coerce
    .number({ error: `muss eine Zahl zwischen ${least} und ${most} sein` })
    .int('muss eine ganze Zahl sein')
    .min(least, `muss mindestens ${least} sein`)
    .max(most, `darf höchstens ${most} sein`)
    .default(otherwise)

const onOff = z
  .enum(['on', 'off'], { error: 'muss on oder off sein' })
  .default('on')
  .transform((word) => word === 'on')

const shape = z.object({
  PORT: count(1, 65_535, 3000),
  HOST: z.string().default('127.0.0.1'),
  APP_URL: z
    .url({ protocol: /^https?$/, error: 'muss eine Adresse mit http:// oder https:// sein' })
    .optional(),
  LUECKENLOS_DATA: z.string().optional(),
  LUECKENLOS_DEMO: onOff,
  LUECKENLOS_SECRET: z.string().min(32, 'muss mindestens 32 Zeichen lang sein').optional(),
  LUECKENLOS_PROXIES: count(0, 10, 0),
  LUECKENLOS_IDLE_MINUTES: count(5, 1440, 60),
  LUECKENLOS_SESSION_HOURS: count(1, 168, 12),
  SMTP_URL: smtpUrl.optional(),
  MAIL_FROM: z.string().optional(),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_APP_URL: postgresUrl.optional(),
})

export type Settings = {
  readonly port: number
  /** The address the web server listens on; 127.0.0.1 while the demonstration is on. */
  readonly host: string
  /** The public address, where a proxy stands before the software. */
  readonly appUrl: string | undefined
  readonly cloneFolder: string
  readonly dataFolder: string
  readonly demo: boolean
  /** Signs sessions; given from outside where the database is external, else from the data folder. */
  readonly secret: string | undefined
  /** External database: the login that owns the tables. Without it the software starts its own PostgreSQL. */
  readonly databaseUrl: string | undefined
  /** External database: the login that the application works with; without it the owner's login takes the role. */
  readonly databaseAppUrl: string | undefined
  /** How many proxies stand before the software: as many last entries of X-Forwarded-For are believed. */
  readonly proxies: number
  readonly idleMinutes: number
  readonly sessionHours: number
  /** Without a mail server links are shown to the administrator instead. */
  readonly smtpUrl: string | undefined
  readonly mailFrom: string | undefined
}

/** Reads the settings from the environment. Throws a `Refusal` that names every wrong value in German. */
export function readSettings(
  env: Record<string, string | undefined>,
  cloneFolder: string = findCloneFolder(),
): Settings {
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const parsed = shape.safeParse(filled)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0])
      return `${name} ${issue.message} (angegeben: „${/URL|SECRET/.test(name) ? '…' : filled[name]}“)`
    })
    throw new Refusal(`Eine Einstellung stimmt nicht:\n${lines.map((line) => `  - ${line}`).join('\n')}`)
  }
  const given = parsed.data
  if (given.LUECKENLOS_DEMO && given.HOST !== '127.0.0.1')
    throw new Refusal(
      'Mit der Vorführung (LUECKENLOS_DEMO=on) ist Lückenlos nur auf diesem Rechner erreichbar, denn jede Person kann sich darin jede Rolle nehmen. Schalten Sie sie mit LUECKENLOS_DEMO=off ab, bevor Sie HOST setzen.',
    )
  if (given.DATABASE_APP_URL && !given.DATABASE_URL)
    throw new Refusal('DATABASE_APP_URL gilt nur zusammen mit DATABASE_URL.')
  if (given.DATABASE_URL && !given.LUECKENLOS_SECRET)
    throw new Refusal(
      'Mit einer eigenen Datenbank (DATABASE_URL) muss auch LUECKENLOS_SECRET angegeben werden: ein geheimer Text mit mindestens 32 Zeichen, derselbe auf jedem Rechner. Einen solchen Text erzeugt: openssl rand -base64 36',
    )
  return {
    port: given.PORT,
    host: given.HOST,
    appUrl: given.APP_URL,
    cloneFolder,
    dataFolder: locateDataFolder(given.LUECKENLOS_DATA, cloneFolder),
    demo: given.LUECKENLOS_DEMO,
    secret: given.LUECKENLOS_SECRET,
    databaseUrl: given.DATABASE_URL,
    databaseAppUrl: given.DATABASE_APP_URL,
    proxies: given.LUECKENLOS_PROXIES,
    idleMinutes: given.LUECKENLOS_IDLE_MINUTES,
    sessionHours: given.LUECKENLOS_SESSION_HOURS,
    smtpUrl: given.SMTP_URL,
    mailFrom: given.MAIL_FROM,
  }
}
