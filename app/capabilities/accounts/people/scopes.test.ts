import { expect, test } from 'vitest'
import { roles, tenantKinds, wholeGrants, wholeScope } from '../account.ts'
import { isAllowed } from '../permission.ts'
import { checkGrant, isConflict, listRoles, needsSecondPerson, readGrantForm, scopeKinds } from './scopes.ts'
import { describeScope } from './words.ts'

const choices = {
  places: ['heessen', 'norden', 'westen', 'mitte', 'uentrop', 'pelkum'].map((key) => ({
    key,
    name: key[0]!.toUpperCase() + key.slice(1),
  })),
  organisations: [{ key: 'jugendamt', name: 'Jugendamt' }],
  fields: [{ key: 'health', name: 'Gesundheit' }],
}
const known = { kind: 'municipality', choices } as const
const everything = { places: ['heessen'], organisations: ['jugendamt'], fields: ['health'] }

test('every role can be given in some kind of tenant, without anything that it needs not', () => {
  for (const role of roles) {
    const kind = tenantKinds.find((one) => listRoles(one).includes(role))!
    const missing = checkGrant({ role, scope: wholeScope }, { kind, choices })
    const scope = Object.fromEntries(
      scopeKinds.map((one) => [
        one,
        missing.some((found) => 'scope' in found && found.scope === one) ? everything[one] : [],
      ]),
    ) as typeof everything
    expect(checkGrant({ role, scope }, { kind, choices }), role).toEqual([])
  }
})

test('offices, facilities and providers need their organisation, area coordination its place', () => {
  for (const role of ['delivery_office', 'practitioner', 'provider'] as const)
    expect(checkGrant({ role, scope: wholeScope }, known)).toEqual([
      { kind: 'scope-missing', scope: 'organisations' },
    ])
  expect(checkGrant({ role: 'area_coordination', scope: wholeScope }, known)).toEqual([
    { kind: 'scope-missing', scope: 'places' },
  ])
})

test('who administrates or protects data does so for all: such a role takes no limits', () => {
  for (const role of ['administration', 'data_protection', 'trust_centre'] as const)
    expect(checkGrant({ role, scope: everything }, known)).toEqual(
      scopeKinds.map((scope) => ({ kind: 'scope-too-much', scope })),
    )
})

test('keys that nobody knows and roles of another kind of tenant are refused', () => {
  const scope = { ...wholeScope, places: ['nirgends'] }
  expect(checkGrant({ role: 'planning', scope }, known)).toEqual([{ kind: 'scope-unknown', scope: 'places' }])
  expect(checkGrant({ role: 'state_office', scope: wholeScope }, known)).toEqual([{ kind: 'role-missing' }])
  expect(checkGrant({ role: 'planning', scope: wholeScope }, { kind: 'state-office', choices })).toEqual([
    { kind: 'role-missing' },
  ])
})

test('exactly the roles that see exact values, take all data out or read the trail need a second person', () => {
  const found = roles.filter((role) => needsSecondPerson({ role, scope: wholeScope }))
  const critical = ['figures.exact', 'figures.preview', 'tenant.export', 'audit.read'] as const
  expect(found).toEqual(roles.filter((role) => critical.some((action) => isAllowed(role, action))))
  expect(found).toEqual(
    expect.arrayContaining(['coordination', 'planning', 'delivery_office', 'data_protection']),
  )
  for (const role of ['leadership', 'area_coordination'] as const) expect(found).not.toContain(role)
  expect(needsSecondPerson({ role: 'planning', scope: { ...wholeScope, places: ['heessen'] } })).toBe(true)
})

test('data protection and administration exclude each other', () => {
  expect(isConflict(wholeGrants('data_protection', 'administration'))).toBe(true)
  expect(isConflict(wholeGrants('data_protection', 'coordination'))).toBe(false)
  expect(isConflict(wholeGrants('administration', 'coordination', 'planning'))).toBe(false)
})

test('a form is read as often as something is ticked, each once; files and unknown roles count for nothing', () => {
  const form = new FormData()
  form.append('role', 'planning')
  for (const place of ['heessen', 'norden', 'heessen', '']) form.append('places', place)
  form.append('fields', new Blob(['x']))
  expect(readGrantForm(form)).toEqual({
    role: 'planning',
    scope: { places: ['heessen', 'norden'], organisations: [], fields: [] },
  })
  form.set('role', 'king')
  expect(readGrantForm(form)).toBeUndefined()
})

test('a scope reads as a German sentence would say it; of many names the rest is counted', () => {
  const say = (scope: Partial<typeof wholeScope>) => describeScope({ ...wholeScope, ...scope }, choices, 'de')
  expect(say({})).toBe('für die ganze Kommune')
  expect(say({ places: ['heessen', 'norden'] })).toBe('für Heessen und Norden')
  expect(say({ organisations: ['jugendamt'], fields: ['health'] })).toBe(
    'bei Jugendamt, im Handlungsfeld Gesundheit',
  )
  expect(say({ places: ['heessen', 'norden', 'westen', 'mitte', 'uentrop'] })).toBe(
    'für Heessen, Norden, Westen, Mitte und Uentrop',
  )
  expect(say({ places: ['heessen', 'norden', 'westen', 'mitte', 'uentrop', 'pelkum'] })).toBe(
    'für Heessen, Norden, Westen, Mitte und 2 weitere',
  )
  expect(say({ places: ['weg'] })).toBe('für weg (gibt es nicht mehr)')
})
