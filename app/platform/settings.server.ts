import { z } from 'zod'
import { isLoopback } from '#app/plain/loopback.ts'
import { findCloneFolder, locateDataFolder } from './dataFolder.server.ts'
import { Refusal } from './refusal.ts'
import { findUnknownSettings } from './unknownSettings.ts'
import { weaknessOfSecret } from './weakSecret.ts'

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

/** Without a slash at the end: what links begin with. */
const publicAddress = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), {
    error: 'muss eine Adresse mit https:// sein',
    abort: true,
  })
  .refine((text) => new URL(text).pathname === '/' && !/[?#@]/.test(text), {
    error:
      'darf nur aus https:// und einem Namen bestehen, ohne Pfad; Lückenlos braucht einen Namen für sich',
    abort: true,
  })
  .refine((text) => new URL(text).protocol === 'https:' || isLoopback(new URL(text).hostname), {
    error: 'muss mit https:// beginnen: Ohne Verschlüsselung könnten Kennwörter unterwegs mitgelesen werden',
  })
  .transform((text) => new URL(text).origin)

const mailAddress = '[^\\s<>"@,;:]+@[^\\s<>"@,;:]+\\.[^\\s<>"@,;:]+'
const sender = new RegExp(`^(${mailAddress}|[^<>"@\\r\\n]+ <${mailAddress}>)$`)

const shape = z.object({
  PORT: count(1, 65_535, 3000),
  HOST: z
    .string()
    .regex(/^[\w.:[\]-]+$/, 'muss eine Adresse dieses Rechners sein, zum Beispiel 127.0.0.1 oder 0.0.0.0')
    .default('127.0.0.1'),
  APP_URL: publicAddress.optional(),
  LUECKENLOS_DATA: z.string().optional(),
  LUECKENLOS_DEMO: onOff,
  LUECKENLOS_SECRET: z.string().optional(),
  LUECKENLOS_PROXIES: count(0, 10, 0),
  LUECKENLOS_IDLE_MINUTES: count(5, 1440, 60),
  LUECKENLOS_SESSION_HOURS: count(1, 168, 12),
  LUECKENLOS_REQUESTS_PER_MINUTE: count(60, 10_000_000, 6000),
  LUECKENLOS_DRAIN_SECONDS: count(0, 300, 0),
  SMTP_URL: smtpUrl.optional(),
  MAIL_FROM: z
    .string()
    .regex(
      sender,
      'muss eine Mailadresse sein, auf Wunsch mit Namen: Präventionskette <praevention@stadt.de>',
    )
    .optional(),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_APP_URL: postgresUrl.optional(),
})

type Given = z.infer<typeof shape>

/** The names of all settings; also for the test that compares them with the documentation. */
export const settingNames: readonly string[] = Object.keys(shape.shape)

/** What is wrong with settings that are right each for itself. */
function findContradictions(given: Given): string[] {
  const isOpen = !isLoopback(given.HOST)
  const problems: (string | false | undefined)[] = [
    given.LUECKENLOS_DEMO &&
      isOpen &&
      'Mit der Vorführung (LUECKENLOS_DEMO=on) ist Lückenlos nur auf diesem Rechner erreichbar, denn jede Person kann sich darin jede Rolle nehmen. Schalten Sie sie mit LUECKENLOS_DEMO=off ab, bevor Sie HOST setzen.',
    given.LUECKENLOS_DEMO &&
      given.APP_URL !== undefined &&
      !isLoopback(new URL(given.APP_URL).hostname) &&
      'Mit der Vorführung (LUECKENLOS_DEMO=on) darf APP_URL keine öffentliche Adresse sein, denn jede Person kann sich darin jede Rolle nehmen. Schalten Sie sie mit LUECKENLOS_DEMO=off ab.',
    !given.LUECKENLOS_DEMO &&
      isOpen &&
      given.APP_URL === undefined &&
      'Wenn andere Rechner Lückenlos erreichen sollen (HOST), muss APP_URL die öffentliche Adresse nennen, zum Beispiel https://praevention.stadt.de. Sie steht in Links und Mails und schützt Formulare.',
    given.LUECKENLOS_PROXIES > 0 &&
      given.APP_URL === undefined &&
      'Hinter einem vorgeschalteten Webserver (LUECKENLOS_PROXIES) muss APP_URL die öffentliche Adresse nennen.',
    given.SMTP_URL !== undefined &&
      given.MAIL_FROM === undefined &&
      'Mit SMTP_URL muss auch MAIL_FROM angegeben werden: die Adresse, von der die Mails kommen.',
    given.MAIL_FROM !== undefined &&
      given.SMTP_URL === undefined &&
      'MAIL_FROM gilt nur zusammen mit SMTP_URL.',
    given.DATABASE_APP_URL !== undefined &&
      given.DATABASE_URL === undefined &&
      'DATABASE_APP_URL gilt nur zusammen mit DATABASE_URL.',
    !given.LUECKENLOS_DEMO &&
      given.DATABASE_URL !== undefined &&
      given.DATABASE_APP_URL === undefined &&
      "Mit einer eigenen Datenbank (DATABASE_URL) muss auch DATABASE_APP_URL angegeben werden: ein zweites Konto, dem keine Tabelle gehört. Lassen Sie einmal ausführen: create role lueckenlos_app login password '…'; Nur für die Vorführung (LUECKENLOS_DEMO=on) genügt DATABASE_URL allein.",
    given.DATABASE_URL !== undefined &&
      given.LUECKENLOS_SECRET === undefined &&
      'Mit einer eigenen Datenbank (DATABASE_URL) muss auch LUECKENLOS_SECRET angegeben werden: ein geheimer Text mit mindestens 32 Zeichen, derselbe auf jedem Rechner. Einen solchen Text erzeugt: openssl rand -base64 36',
  ]
  return problems.filter((problem) => typeof problem === 'string')
}

/** What stands in each value for itself; never repeats what may be secret. */
function findWrongValues(error: z.ZodError, filled: Readonly<Record<string, string | undefined>>): string[] {
  return error.issues.map((issue) => {
    const name = String(issue.path[0])
    return `${name} ${issue.message} (angegeben: „${/URL|SECRET|MAIL/.test(name) ? '…' : filled[name]}“)`
  })
}

export type Settings = {
  readonly port: number
  /** The address the web server listens on; 127.0.0.1 while the demonstration is on. */
  readonly host: string
  /** The public address without slash at the end, where others than this computer use the software. */
  readonly appUrl: string | undefined
  readonly cloneFolder: string
  readonly dataFolder: string
  readonly demo: boolean
  /** Signs sessions; given from outside where the database is external, else from the data folder. */
  readonly secret: string | undefined
  /** External database: the login that owns the tables. Without it the software starts its own PostgreSQL. */
  readonly databaseUrl: string | undefined
  /** External database: the login that the application works with; without it, in the demonstration only, the owner's login
   * takes the role. */
  readonly databaseAppUrl: string | undefined
  /** How many proxies stand before the software: as many last entries of X-Forwarded-For are believed. */
  readonly proxies: number
  readonly idleMinutes: number
  readonly sessionHours: number
  /** Requests of one address; half of them may come at once. */
  readonly requestsPerMinute: number
  /** How long a web server that ends still takes requests while /status already says so. */
  readonly drainSeconds: number
  /** Without a mail server links are shown to the administrator instead. */
  readonly smtpUrl: string | undefined
  readonly mailFrom: string | undefined
}

/**
 * Reads the settings from the environment. Throws a `Refusal` that names in German everything that is wrong, all at once, and
 * repeats nothing secret.
 */
export function readSettings(
  env: Record<string, string | undefined>,
  cloneFolder: string = findCloneFolder(),
): Settings {
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const parsed = shape.safeParse(filled)
  const weakness = filled.LUECKENLOS_SECRET && weaknessOfSecret(filled.LUECKENLOS_SECRET)
  // What contradicts what is looked for among the values that are right, so that everything is said at once.
  const right = parsed.success ? parsed.data : shape.safeParse(withoutWrong(filled, parsed.error)).data
  const problems = [
    ...(parsed.success ? [] : findWrongValues(parsed.error, filled)),
    ...(weakness
      ? [`LUECKENLOS_SECRET ${weakness}. Einen solchen Text erzeugt: openssl rand -base64 36`]
      : []),
    ...(right ? findContradictions(right) : []),
    ...findUnknownSettings(Object.keys(filled), settingNames),
  ]
  if (problems.length > 0 || !parsed.success)
    throw new Refusal(
      `${problems.length > 1 ? `${problems.length} Einstellungen stimmen` : 'Eine Einstellung stimmt'} nicht:\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    )
  const given = parsed.data
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
    requestsPerMinute: given.LUECKENLOS_REQUESTS_PER_MINUTE,
    drainSeconds: given.LUECKENLOS_DRAIN_SECONDS,
    smtpUrl: given.SMTP_URL,
    mailFrom: given.MAIL_FROM,
  }
}

const withoutWrong = (filled: Readonly<Record<string, string | undefined>>, error: z.ZodError) => {
  const wrong = new Set(error.issues.map((issue) => String(issue.path[0])))
  return Object.fromEntries(Object.entries(filled).filter(([name]) => !wrong.has(name)))
}
