import pg from 'pg'
import { isLoopback } from '#app/plain/loopback.ts'
import { Refusal } from '../refusal.ts'
import { appName } from './roles.server.ts'

/** The oldest PostgreSQL with everything we use. */
const oldest = 150_000

/** Why there is no connection, where PostgreSQL's or Node's own words would only be understood by whoever wrote them. */
const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'dort nimmt niemand Verbindungen an',
  ENOTFOUND: 'den Rechner gibt es nicht',
  EAI_AGAIN: 'der Name des Rechners lässt sich nicht auflösen',
  ETIMEDOUT: 'der Rechner antwortet nicht',
  ENOENT: 'eine Datei aus der Adresse (sslrootcert) gibt es nicht',
  '28P01': 'Name oder Kennwort stimmen nicht',
  '28000':
    'der Server lässt dieses Konto so nicht herein (pg_hba.conf: vielleicht verlangt er sslmode=verify-full)',
  '3D000': 'die Datenbank gibt es nicht',
  ERR_TLS_CERT_ALTNAME_INVALID: 'sein Zertifikat gilt für einen anderen Namen',
  CERT_HAS_EXPIRED: 'sein Zertifikat ist abgelaufen',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'sein Zertifikat ist von niemandem beglaubigt, dem sslrootcert vertraut',
  SELF_SIGNED_CERT_IN_CHAIN: 'sein Zertifikat ist von niemandem beglaubigt, dem sslrootcert vertraut',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'sein Zertifikat ist von niemandem beglaubigt, dem sslrootcert vertraut',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'sein Zertifikat ist von niemandem beglaubigt, dem sslrootcert vertraut',
}

function describeRefusal(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string }
  if (/does not support SSL/.test(message ?? '')) return 'der Server bietet keine Verschlüsselung an'
  return reasons[code ?? ''] ?? code ?? message ?? 'aus unbekanntem Grund'
}

async function connect(url: string, name: string): Promise<pg.Client> {
  let client: pg.Client | undefined
  try {
    client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
    if (isReadableOnTheWay(client, url)) throw new Refusal(unencrypted(name))
    await client.connect()
    return client
  } catch (error) {
    await client?.end().catch(() => {})
    if (error instanceof Refusal) throw error
    throw new Refusal(`Die Datenbank aus ${name} ist nicht zu erreichen: ${describeRefusal(error)}.`)
  }
}

/** Without encryption over a network, and nobody has said that it shall be so. A socket's "host" is a path. */
const isReadableOnTheWay = (client: pg.Client, url: string): boolean =>
  !client.ssl &&
  !isLoopback(client.host) &&
  !client.host.startsWith('/') &&
  new URL(url).searchParams.get('sslmode') !== 'disable'

const unencrypted = (name: string) =>
  `Die Datenbank aus ${name} ist auf einem anderen Rechner, und die Verbindung wäre nicht verschlüsselt. Hängen Sie ?sslmode=verify-full an die Adresse; nur wenn niemand im Netz dazwischen mitlesen kann, sslmode=disable.`

/**
 * Checks an external database and makes the application's role in it. Returns the address the application works with: a login
 * of its own or, without one, the owner's in the application's role. The latter binds what we send and not what somebody
 * smuggles in (`set role none`); the settings allow it for the demonstration only.
 */
export async function prepareExternalDatabase(ownerUrl: string, givenAppUrl?: string): Promise<string> {
  const owner = await connect(ownerUrl, 'DATABASE_URL')
  let ownerName: string
  try {
    const { rows } = await owner.query<{ name: string; version: number; encoding: string; super: boolean }>(
      `select current_user as name, current_setting('server_version_num')::integer as version,
              current_setting('server_encoding') as encoding,
              (select rolsuper from pg_roles where rolname = current_user) as super`,
    )
    const found = rows[0]!
    ownerName = found.name
    if (found.version < oldest)
      throw new Refusal(
        `Lückenlos braucht PostgreSQL ab Version 15; unter DATABASE_URL läuft Version ${Math.floor(found.version / 10_000)}.`,
      )
    if (found.encoding !== 'UTF8')
      throw new Refusal(`Die Datenbank muss die Zeichenkodierung UTF8 haben; sie hat ${found.encoding}.`)
    const login = givenAppUrl ? decodeURIComponent(new URL(givenAppUrl).username) : undefined
    // Several machines may start at once: the second finds the role there.
    await owner.query('select pg_advisory_lock(hashtext($1))', [appName])
    const isThere = await owner.query('select from pg_roles where rolname = $1', [appName])
    try {
      if (isThere.rowCount === 0) await owner.query(`create role ${appName} nologin`)
      if (login && login !== appName)
        await owner.query(`grant ${appName} to ${owner.escapeIdentifier(login)}`)
      else if (!login && !found.super) await owner.query(`grant ${appName} to current_user`)
    } catch (error) {
      const { code } = error as { code?: string }
      if (code === '42704' && login)
        throw new Refusal(
          `Das Konto ${login} aus DATABASE_APP_URL gibt es nicht. Lassen Sie einmal ausführen: create role ${owner.escapeIdentifier(login)} login password '…';`,
        )
      if (code !== '42501') throw error
      throw new Refusal(
        `Das Konto aus DATABASE_URL darf keine Rollen anlegen. Lassen Sie einmal ausführen: create role ${appName} nologin; grant ${appName} to ${login ?? 'das Konto aus DATABASE_URL'};`,
      )
    }
  } finally {
    await owner.end()
  }
  const appUrl = givenAppUrl ?? actingAs(ownerUrl)
  await refuseStrongLogin(appUrl, { owner: ownerName, isOwn: givenAppUrl !== undefined })
  return appUrl
}

/** The owner's login, with the application's rights from the first statement on. */
function actingAs(ownerUrl: string): string {
  const url = new URL(ownerUrl)
  const options = url.searchParams.get('options')
  url.searchParams.set('options', `${options ? `${options} ` : ''}-c role=${appName}`)
  return url.href.replaceAll('+', '%20')
}

/**
 * A login that row-level security doesn't bind would let one municipality see another's rows. What counts is not the role it
 * acts in but every role it could take: with `set role` alone, or by what it may do on the server.
 */
async function refuseStrongLogin(
  appUrl: string,
  { owner, isOwn }: { readonly owner: string; readonly isOwn: boolean },
): Promise<void> {
  const app = await connect(appUrl, 'DATABASE_APP_URL')
  try {
    const { rows } = await app.query<{ login: string; role: string; attribute: boolean }>(
      `with login as (select ${isOwn ? 'session_user' : 'current_user'}::name as name)
       select login.name as login, r.rolname as role, r.rolsuper or r.rolbypassrls or r.rolcreaterole as attribute
       from login, pg_roles r
       where pg_has_role(login.name, r.oid, 'member')
         and (r.rolsuper or r.rolbypassrls or r.rolcreaterole
           or (r.rolname = $1 and $2)
           or r.rolname in ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program')
           or r.oid = (select datdba from pg_database where datname = current_database())
           or exists (select from pg_tables where schemaname = 'public' and tableowner = r.rolname))
       order by r.rolname = login.name desc, r.rolname`,
      [owner, isOwn],
    )
    const [found] = rows
    if (!found) return
    const { login, role, attribute } = found
    const quoted = (name: string) => app.escapeIdentifier(name)
    const help =
      role !== login
        ? `revoke ${quoted(role)} from ${quoted(login)};`
        : attribute
          ? `alter role ${quoted(login)} nosuperuser nobypassrls nocreaterole;`
          : "create role lueckenlos_app login password '…'; (und dieses Konto in DATABASE_APP_URL)"
    throw new Refusal(
      `Das Konto ${login} aus DATABASE_APP_URL darf zu viel${role === login ? '' : ` (es gehört zu ${role})`}: Die Anwendung muss mit einem Konto arbeiten, das weder Superuser ist noch BYPASSRLS oder CREATEROLE hat noch die Tabellen besitzt, auch nicht über eine andere Rolle. Sonst wären die Kommunen nicht voneinander getrennt. Lassen Sie ausführen: ${help}`,
    )
  } finally {
    await app.end()
  }
}
