import { type Role, wholeGrants } from '#app/capabilities/accounts/account.ts'
import { createAccount, createMembership } from '#app/capabilities/accounts/accounts.server.ts'
import { createSession } from '#app/capabilities/accounts/signIn/sessions.server.ts'
import { type Browsing, openBrowsing } from './browsing.ts'
import type { SignOnInstance } from './instance.ts'

/** A browser in which somebody with this role in Hamm is signed in, by password and second factor. */
export async function openSignedIn(on: SignOnInstance, role: Role, key: string): Promise<Browsing> {
  const accountId = await on.database.shared((shared) =>
    createAccount(shared, { key, name: `Person ${key}`, invented: false }),
  )
  await on.database.write(on.hamm, (writer) => createMembership(writer, accountId, wholeGrants(role)[0]!))
  const token = await on.database.shared((shared) =>
    createSession(
      shared,
      { accountId, method: 'password', secondFactor: true, browser: '' },
      { idleMinutes: 60, hours: 12 },
      new Date(),
    ),
  )
  const browsing = openBrowsing()
  browsing.setCookie(on.server.baseUrl, 'sitzung', token)
  return browsing
}

/** What an administrator enters about a provider. */
export const settingsFor = (provider: {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
}) => ({
  tun: 'speichern',
  issuer: provider.issuer,
  clientId: provider.clientId,
  clientSecret: provider.clientSecret,
  label: 'Mit dem Konto der Stadt Hamm anmelden',
  groupClaim: 'groups',
  trustsSecondFactor: 'ja',
  enabled: 'ja',
})
