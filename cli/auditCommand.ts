import { parseArgs } from 'node:util'
import type { Tenant } from '#app/capabilities/accounts/account.ts'
import {
  type CheckResult,
  checkAccountEvents,
  checkTrail,
  explainCheck,
  listTenants,
} from '#app/capabilities/accounts/accounts.server.ts'
import type { Database } from '#app/platform/database.server.ts'
import { Refusal } from '#app/platform/refusal.ts'
import { getTenant, withDatabase } from './installation.ts'
import { print, WrongUse } from './terminal.ts'

type Chain = { readonly name: string; readonly check: (typed: string) => Promise<CheckResult | undefined> }

/** `audit verify`: recomputes the audit trails. Ends with 1 where a trail doesn't hold. */
export async function runAudit(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      tenant: { type: 'string' },
      accounts: { type: 'boolean', default: false },
      checksum: { type: 'string', default: '' },
    },
  })
  if (positionals.join(' ') !== 'verify') throw new WrongUse('Es gibt nur: audit verify.')
  if (values.tenant && values.accounts)
    throw new WrongUse('Nennen Sie --tenant oder --accounts, nicht beides.')
  if (values.checksum && !values.tenant && !values.accounts)
    throw new WrongUse('Zu --checksum gehört --tenant oder --accounts.')
  await withDatabase(async (database) => {
    let broken = 0
    for (const chain of await chooseChains(database, values)) {
      const result = await chain.check(values.checksum)
      if (!result)
        throw new WrongUse('--checksum ist eine Nummer, ein Doppelpunkt und mindestens 32 Zeichen.')
      const { holds, lines } = explainCheck(result, 'de')
      if (!holds) broken += 1
      print([`${chain.name}: ${lines[0]}`, ...lines.slice(1).map((line) => `  ${line}`)].join('\n'))
    }
    if (broken > 0) throw new Refusal('Mindestens ein Protokoll ist nicht, wie es geschrieben wurde.')
  })
}

async function chooseChains(
  database: Database,
  { tenant, accounts }: { tenant?: string; accounts: boolean },
): Promise<readonly Chain[]> {
  const events: Chain = {
    name: 'Konten',
    check: (typed) => database.shared((shared) => checkAccountEvents(shared, typed)),
  }
  if (accounts) return [events]
  const trailOf = ({ slug, id }: Tenant): Chain => ({
    name: slug,
    check: (typed) => database.read(id, (reader) => checkTrail(reader, typed)),
  })
  if (tenant) return [trailOf(await getTenant(database, tenant))]
  const all = await database.shared((shared) => listTenants(shared, 'de'))
  return [...all.map(trailOf), events]
}
