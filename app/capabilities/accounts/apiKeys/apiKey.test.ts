import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Actor, type Grant, type Role, roles, wholeScope } from '../account.ts'
import { actions, may } from '../permission.ts'
import { actorOfKey, prefixOf, stateOfKey, tenantOfToken, writeToken } from './apiKey.ts'

const office = (role: Role, ...organisations: string[]): Grant => ({
  role,
  scope: { ...wholeScope, organisations },
})
const owner = (...grants: Grant[]): Actor => ({ accountId: 7, name: 'Erika Beispiel', grants, tenantId: 1 })
const key = (mayRelease = false) => ({ id: 3, name: 'Verfahren', organisation: 'amt', mayRelease })
const secret = 'a'.repeat(43)

describe('who acts with a key', () => {
  const property = fc.record({
    grants: fc.array(
      fc.record({
        role: fc.constantFrom(...roles),
        scope: fc.record({
          places: fc.subarray(['nord']),
          organisations: fc.subarray(['amt', 'kita']),
          fields: fc.subarray(['hilfen']),
        }),
      }),
      { maxLength: 4 },
    ),
    mayRelease: fc.boolean(),
    withheld: fc.subarray([...actions]),
  })
  const things = [
    {},
    { organisation: 'amt' },
    { organisation: 'kita' },
    { places: [['nord']], field: 'hilfen' },
  ]

  test('may nothing that the person may not, and nothing at all for another office but what every limit leaves open', () => {
    fc.assert(
      fc.property(property, ({ grants, mayRelease, withheld }) => {
        const person = { ...owner(...grants), withheld }
        const actor = actorOfKey(key(mayRelease), person)
        for (const action of actor ? actions : [])
          for (const thing of things)
            if (may(actor, action, thing)) expect(may(person, action, thing)).toBe(true)
        if (actor) {
          expect(may(actor, 'figures.deliver', { organisation: 'amt' })).toBe(true)
          expect(may(actor, 'figures.deliver', { organisation: 'kita' })).toBe(false)
          expect(may(actor, 'figures.accept', {})).toBe(false)
        }
      }),
    )
  })

  test('does nothing but deliver, and release only where the key says so', () => {
    const coordinator = owner(office('coordination'))
    const most = (mayRelease: boolean) => {
      const actor = actorOfKey(key(mayRelease), coordinator)
      return actions.filter((action) => may(actor, action, { organisation: 'amt' }))
    }
    expect(most(false)).toEqual(['public.read', 'figures.read', 'figures.deliver', 'figures.preview'])
    expect(most(true)).toEqual([
      ...most(false).slice(0, 4),
      'figures.accept',
      'figures.define',
      'releases.make',
    ])
  })

  test.each([
    ['whose role was taken', owner()],
    ['whose role is for another office by now', owner(office('delivery_office', 'kita'))],
    ['who only reads', owner(office('leadership'))],
  ])('is nobody for a person %s', (_, person) => {
    expect(actorOfKey(key(), person)).toBeUndefined()
  })
})

test('a key ends with its day to the millisecond, or when it is revoked', () => {
  const expiresAt = new Date('2026-11-30T10:00:00Z')
  const open = { expiresAt, revokedAt: undefined }
  expect(stateOfKey(open, new Date(expiresAt.getTime() - 1))).toBe('valid')
  expect(stateOfKey(open, expiresAt)).toBe('expired')
  expect(stateOfKey({ expiresAt, revokedAt: expiresAt }, new Date(0))).toBe('revoked')
})

test('a key names its tenant, and lists show six signs of its secret part', () => {
  const token = writeToken(42, secret)
  expect(tenantOfToken(token)).toBe(42)
  expect(prefixOf(token)).toBe('ll_42_aaaaaa')
})

test.each([
  '',
  'll_1',
  `ll_0_${secret}`,
  `ll_1_${secret}a`,
  `xx_1_${secret}`,
  `ll_1234567890_${secret}`,
  `ll_1_${secret} `,
])('%j is no key', (text) => {
  expect(tenantOfToken(text)).toBeUndefined()
})
