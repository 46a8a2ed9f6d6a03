import type { SecondFactorRule } from '../accounts.table.ts'
import { type Action, actions } from '../permission.ts'
import type { Session } from './sessions.server.ts'

/** What asks for a second factor where the tenant's rule is `sensitive`: people, protection, exact values, the whole data. */
export const sensitiveActions: readonly Action[] = [
  'people.manage',
  'tenant.settings',
  'tenant.export',
  'audit.read',
  'figures.exact',
  'figures.accept',
  'figures.preview',
  'protection.change',
  // A key stands for its person later on, without a second factor.
  'keys.own',
]

/**
 * What a session may not do before a second factor was given. An account that has one gives it in any case, also after a
 * single sign-on whose provider does not vouch for one. The demonstration has nothing to protect.
 */
export function withheldActions(
  session: Pick<Session, 'method' | 'secondFactor' | 'hasSecondFactor'>,
  rule: SecondFactorRule,
): readonly Action[] {
  if (session.secondFactor || session.method === 'demonstration') return []
  if (session.hasSecondFactor || rule === 'everybody') return actions
  return rule === 'sensitive' ? sensitiveActions : []
}
