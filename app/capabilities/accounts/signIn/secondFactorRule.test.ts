import { expect, test } from 'vitest'
import { wholeGrants } from '../account.ts'
import { actions, may } from '../permission.ts'
import { sensitiveActions, withheldActions } from './secondFactorRule.ts'

const bare = { method: 'password', secondFactor: false, hasSecondFactor: false } as const
const actor = { accountId: 1, name: 'Erika Beispiel', grants: wholeGrants('administration'), tenantId: 1 }

test('the rule of the municipality decides what is withheld from somebody without second factor', () => {
  expect(withheldActions(bare, 'nobody')).toEqual([])
  expect(withheldActions(bare, 'sensitive')).toEqual(sensitiveActions)
  expect(withheldActions(bare, 'everybody')).toEqual(actions)
})

test('who has a second factor gives it under every rule, also after a single sign-on without one', () => {
  for (const rule of ['nobody', 'sensitive', 'everybody'] as const) {
    for (const method of ['password', 'single-sign-on'] as const) {
      expect(withheldActions({ method, secondFactor: false, hasSecondFactor: true }, rule)).toEqual(actions)
      expect(withheldActions({ method, secondFactor: true, hasSecondFactor: true }, rule)).toEqual([])
    }
    expect(withheldActions({ ...bare, method: 'demonstration' }, rule)).toEqual([])
  }
})

test('sensitive is what concerns people, protection, exact values, the whole data and keys that stand for a person', () => {
  expect([...sensitiveActions].sort()).toEqual([
    'audit.read',
    'figures.accept',
    'figures.exact',
    'figures.preview',
    'keys.own',
    'people.manage',
    'protection.change',
    'tenant.export',
    'tenant.settings',
  ])
})

test('what is withheld is refused by the one place that decides; what is public stays', () => {
  const limited = { ...actor, withheld: withheldActions(bare, 'sensitive') }
  expect(may(actor, 'people.manage')).toBe(true)
  expect(may(limited, 'people.manage')).toBe(false)
  expect(may(limited, 'figures.read')).toBe(may(actor, 'figures.read'))
  expect(may({ ...actor, withheld: actions }, 'public.read')).toBe(true)
})
