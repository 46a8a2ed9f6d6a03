import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wholeScope } from '../account.ts'
import { emailOf, type GroupMapping, grantsFor, groupsOf, nameOf, wayBack } from './signOn.ts'

describe('what a provider says about a person', () => {
  test.each([
    [{ name: 'Ada Beispiel', preferred_username: 'abeispiel' }, 'Ada Beispiel'],
    [{ given_name: 'Ada', family_name: 'Beispiel' }, 'Ada Beispiel'],
    [{ name: '  ', preferred_username: 'abeispiel' }, 'abeispiel'],
    [{ name: ['Ada'] }, undefined],
    [{}, undefined],
    [{ name: 'Ada\u202Ednu\u0000\nBeispiel' }, 'Ada dnu Beispiel'],
    [{ name: 'A'.repeat(500) }, 'A'.repeat(120)],
  ])('the name of %j is %s', (claims, name) => {
    expect(nameOf(claims)).toBe(name)
  })

  test.each([
    [{ email: 'Ada@Stadt.example', email_verified: true }, 'ada@stadt.example'],
    [{ email: 'ada@stadt.example', email_verified: 'true' }, undefined],
    [{ email: 'ada@stadt.example' }, undefined],
    [{ email: 'nobody', email_verified: true }, undefined],
    [{ email_verified: true }, undefined],
  ])('the address of %j is %s', (claims, email) => {
    expect(emailOf(claims)).toBe(email)
  })

  test.each([
    [{ groups: ['a', 'b'] }, ['a', 'b']],
    [{ groups: 'a' }, ['a']],
    [{ groups: ['a', 7, null, ''] }, ['a']],
    [{ groups: { a: true } }, []],
    [{}, []],
  ])('the groups in %j are %j', (claims, groups) => {
    expect(groupsOf(claims, 'groups')).toEqual(groups)
  })

  test('a claim that every object inherits names no group', () => {
    expect(groupsOf({}, 'constructor')).toEqual([])
  })
})

describe('rights from groups', () => {
  const mapping = (id: number, group: string, places: string[]): GroupMapping => ({
    id,
    group,
    grant: { role: 'planning', scope: { ...wholeScope, places } },
  })
  const mappings = [
    mapping(1, 'G1', ['heessen', 'norden']),
    mapping(2, 'G2', ['norden', 'heessen']),
    mapping(3, 'G3', []),
  ]

  test('two groups with the same right give it once', () => {
    expect(grantsFor(['G1', 'G2', 'G3'], mappings)).toHaveLength(2)
  })

  test('capitals count', () => {
    expect(grantsFor(['g1'], mappings)).toEqual([])
  })

  test('nothing comes from groups that nobody has mapped', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (groups) => {
        const unknown = groups.filter((group) => !/^G[123]$/.test(group))
        expect(grantsFor(unknown, mappings)).toEqual([])
      }),
    )
  })
})

describe('the way back', () => {
  test.each([
    ['/hamm', '/hamm'],
    ['/hamm/ziele?jahr=2018', '/hamm/ziele?jahr=2018'],
    ['/hamm?jahr=2018', '/hamm?jahr=2018'],
    ['/konto', '/konto'],
    ['/konto/sitzungen', '/konto/sitzungen'],
    ['/hammer', '/hamm'],
    ['/musterstadt', '/hamm'],
    ['/hamm/anmelden/sso', '/hamm'],
    ['/', '/hamm'],
    [undefined, '/hamm'],
  ])('%s leads to %s', (path, way) => {
    expect(wayBack(path, 'hamm')).toBe(way)
  })
})
