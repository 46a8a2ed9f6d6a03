import { describeGrant } from '../people/words.ts'
import type { Context } from '../request.server.ts'
import { requestContext } from '../request.server.ts'
import { countAttempt } from '../signIn/attempts.server.ts'
import { findSecondFactorRule } from '../signIn/secondFactorRule.server.ts'
import { tenantPartsContext } from '../tenantParts.server.ts'
import type { Visit } from '../visit.server.ts'
import { type CheckResult, checkProvider } from './check.server.ts'
import { failureDays, listFailures, mostFailures } from './failures.server.ts'
import { answerAddress, endAddress } from './flow.server.ts'
import { isTrial } from './issuer.ts'
import { findProvider, listGroups } from './providers.server.ts'
import type { ProviderForm } from './settingsForm.ts'

export type SecretState = 'none' | 'kept' | 'lost'

/** Everything that the settings of sign-in show. The secret is not part of it. */
export async function readSettingsPage(context: Context, { tenant, read, language, now }: Visit) {
  const { publicUrl } = context.get(requestContext)
  const parts = context.get(tenantPartsContext)
  return read(async (reader) => {
    const provider = await findProvider(reader)
    const choices = await parts.listScopeChoices(reader, language)
    const secret: SecretState = !provider ? 'none' : provider.clientSecret === undefined ? 'lost' : 'kept'
    const form: ProviderForm | undefined = provider && {
      issuer: provider.issuer,
      clientId: provider.clientId,
      clientSecret: '',
      label: provider.label,
      groupClaim: provider.groupClaim,
      trustsSecondFactor: provider.trustsSecondFactor ? 'ja' : 'nein',
      enabled: provider.enabled ? 'ja' : 'nein',
    }
    return {
      office: `/${tenant.slug}/verwaltung`,
      base: `/${tenant.slug}/verwaltung/anmeldung`,
      form,
      secret,
      groups: (await listGroups(reader)).map(({ id, group, grant }) => ({
        id,
        group,
        ...describeGrant(grant, choices, language),
      })),
      failures: await listFailures(reader, tenant.slug, now),
      failureDays,
      mostFailures,
      rule: await findSecondFactorRule(reader),
      redirectUri: answerAddress(publicUrl, tenant.slug),
      endUri: endAddress(publicUrl, tenant.slug),
    }
  })
}

/** Checks of one municipality in ten minutes: enough for setting up, too few for feeling around in a network. */
const mostChecks = 20

/** Asks the stored provider; undefined when there is none or its secret can't be read. */
export async function checkStoredProvider(
  context: Context,
  { tenant, read, now }: Visit,
): Promise<{ readonly result: CheckResult; readonly claim: string } | undefined> {
  const { publicUrl, database } = context.get(requestContext)
  const provider = await read(findProvider)
  if (provider?.clientSecret === undefined) return undefined
  const limit = { key: `check-provider ${tenant.id}`, limit: mostChecks, minutes: 10 }
  if (!(await countAttempt(database, limit, now)))
    return { result: { ok: false, reason: 'limited', code: 'limited' }, claim: provider.groupClaim }
  const { issuer, clientId, clientSecret, groupClaim } = provider
  const connection = { issuer, clientId, clientSecret, trial: isTrial(publicUrl) }
  const result = await checkProvider(connection, groupClaim, answerAddress(publicUrl, tenant.slug), now)
  return { result, claim: groupClaim }
}
