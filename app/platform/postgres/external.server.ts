import pg from 'pg'
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
    await client.connect()
    return client
  } catch (error) {
    await client?.end().catch(() => {})
    throw new Refusal(`Die Datenbank aus ${name} ist nicht zu erreichen: ${describeRefusal(error)}.`)
  }
}

/** Checks an external database and makes the application's role in it. Returns the address the application works with. */
export async function prepareExternalDatabase(ownerUrl: string, givenAppUrl?: string): Promise<string> {
  const owner = await connect(ownerUrl, 'DATABASE_URL')
  try {
    const { rows } = await owner.query<{ version: number; encoding: string; super: boolean }>(
      `select current_setting('server_version_num')::integer as version,
              current_setting('server_encoding') as encoding,
              (select rolsuper from pg_roles where rolname = current_user) as super`,
    )
    const found = rows[0]!
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
      if ((error as { code?: string }).code !== '42501') throw error
      throw new Refusal(
        `Das Konto aus DATABASE_URL darf keine Rollen anlegen. Lassen Sie einmal ausführen: create role ${appName} nologin; grant ${appName} to ${login ?? 'das Konto aus DATABASE_URL'};`,
      )
    }
  } finally {
    await owner.end()
  }
  const appUrl = givenAppUrl ?? actingAs(ownerUrl)
  await refuseStrongRole(appUrl)
  return appUrl
}

/** The owner's login, with the application's rights from the first statement on. */
function actingAs(ownerUrl: string): string {
  const url = new URL(ownerUrl)
  const options = url.searchParams.get('options')
  url.searchParams.set('options', `${options ? `${options} ` : ''}-c role=${appName}`)
  return url.href.replaceAll('+', '%20')
}

/** A role that row-level security doesn't bind would let one municipality see another's rows. */
async function refuseStrongRole(appUrl: string): Promise<void> {
  const app = await connect(appUrl, 'DATABASE_APP_URL')
  try {
    const { rows } = await app.query<{ name: string; strong: boolean }>(
      `select rolname as name,
              rolsuper or rolbypassrls or exists (
                select from pg_tables where schemaname = 'public' and tablename = 'tenants' and tableowner = rolname
              ) as strong
       from pg_roles where rolname = current_user`,
    )
    const role = rows[0]!
    if (role.strong)
      throw new Refusal(
        `Das Konto ${role.name} aus DATABASE_APP_URL darf zu viel: Die Anwendung muss mit einem Konto arbeiten, das weder Superuser ist noch BYPASSRLS hat noch die Tabellen besitzt. Sonst wären die Gemeinden nicht voneinander getrennt.`,
      )
  } finally {
    await app.end()
  }
}
