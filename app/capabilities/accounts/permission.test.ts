import { expect, test } from 'vitest'
import { type Actor, type Role, roles, wholeGrants } from './account.ts'
import { actions, may } from './permission.ts'

const actorWith = (...held: Role[]): Actor => ({
  accountId: 1,
  name: 'Erika Beispiel',
  grants: wholeGrants(...held),
  tenantId: 1,
})

test('a signed-out visitor may read what is public and nothing else', () => {
  expect(actions.filter((action) => may(undefined, action))).toEqual(['public.read'])
})

test('only planners see exact values', () => {
  expect(roles.filter((role) => may(actorWith(role), 'figures.exact'))).toEqual(['planning'])
})

test('leadership, data protection and administration change nothing', () => {
  const changing = actions.filter((action) => /deliver|accept|define|edit|build|publish/.test(action))
  for (const role of ['leadership', 'data_protection', 'administration'] as const)
    for (const action of changing) expect(may(actorWith(role), action)).toBe(false)
})

test('several roles add up', () => {
  expect(may(actorWith('practitioner', 'data_protection'), 'audit.read')).toBe(true)
})
