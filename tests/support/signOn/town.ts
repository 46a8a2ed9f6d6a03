import type { Grant } from '#app/capabilities/accounts/account.ts'
import { commandLineActor, createTenant } from '#app/capabilities/accounts/accounts.server.ts'
import type { ProviderInput } from '#app/capabilities/accounts/singleSignOn/provider.ts'
import { changeProvider, createGroup } from '#app/capabilities/accounts/singleSignOn/providers.server.ts'
import type { Database } from '#app/platform/database.server.ts'

/** A municipality without places or figures, as a place to sign on to. */
export function createTown(database: Database, slug: string, name: string): Promise<number> {
  return database.shared((shared) =>
    createTenant(shared, {
      slug,
      name,
      nameEn: name,
      kind: 'municipality',
      demo: false,
      note: '',
      noteEn: '',
    }),
  )
}

/** Sets up the town's single sign-on and which groups have which rights. */
export async function setUpSignOn(
  database: Database,
  town: number,
  provider: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string },
  groups: Readonly<Record<string, Grant>>,
  given: Partial<ProviderInput> = {},
): Promise<void> {
  const { issuer, clientId, clientSecret } = provider
  const actor = commandLineActor(town)
  await database.write(town, async (writer) => {
    const input: ProviderInput = {
      issuer,
      clientId,
      clientSecret,
      label: 'Mit dem Konto der Stadt anmelden',
      groupClaim: 'groups',
      trustsSecondFactor: true,
      enabled: true,
      ...given,
    }
    await changeProvider(writer, actor, input, new Date())
    for (const [group, grant] of Object.entries(groups))
      await createGroup(writer, actor, { group, grant }, new Date())
  })
}
