import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { listRoutes } from '../../../../tests/support/rights/routeList.ts'
import { readNewMunicipality, reservedSlugs } from './newTenant.ts'

const typed = { name: 'Stadt Hürth', slug: 'huerth', kind: 'municipality', ags: '05362028', parts: '' }
const kindsOf = (changed: Partial<typeof typed>) => {
  const read = readNewMunicipality({ ...typed, ...changed })
  return read.ok ? [] : read.problems.map(({ kind }) => kind)
}

test('a town is read with its parts, one per line', () => {
  expect(
    readNewMunicipality({ ...typed, slug: ' Huerth ', ags: ' 05 362 028', parts: 'Efferen\r\n\n Gleuel \n' }),
  ).toEqual({
    ok: true,
    value: {
      slug: 'huerth',
      name: 'Stadt Hürth',
      kind: 'municipality',
      ags: '05362028',
      parts: ['Efferen', 'Gleuel'],
    },
  })
})

describe('the short name for addresses', () => {
  test.for(['ab', 'a1', 'bad-homburg', `a${'b'.repeat(39)}`])('%s is taken', (slug) => {
    expect(kindsOf({ slug })).toEqual([])
  })
  test.for(['a', '1a', '-a', 'a-', 'a--b', 'hürth', 'a b', 'a.b', 'a/b', `a${'b'.repeat(40)}`])(
    '%s is refused',
    (slug) => {
      expect(kindsOf({ slug })).toEqual(['slug-shape'])
    },
  )
  test.for(reservedSlugs)('%s belongs to the software', (slug) => {
    expect(kindsOf({ slug })).toEqual(['slug-reserved'])
  })

  test('no address of the software itself can be a town: every first part of the site map is reserved', () => {
    const firstParts = listRoutes()
      .map(({ address }) => address.split('/').filter(Boolean)[0])
      .filter((part) => part !== undefined && /^[a-z]/.test(part))
    expect(firstParts).toContain('einrichten')
    for (const part of new Set(firstParts)) expect(reservedSlugs, part).toContain(part)
    const served = readFileSync(join(import.meta.dirname, '../../../../server/app.ts'), 'utf8')
    for (const [, part] of served.matchAll(/app\.(?:get|use|all)\(\s*'\/([a-z]+)/g))
      expect(reservedSlugs, part).toContain(part)
  })
})

test('the official key fits the kind and one of the sixteen states', () => {
  expect(kindsOf({ ags: '' })).toEqual([])
  expect(kindsOf({ kind: 'county', ags: '05978' })).toEqual([])
  expect(kindsOf({ kind: 'state-office', ags: '05' })).toEqual([])
  for (const changed of [
    { ags: '05978' },
    { ags: '17362028' },
    { ags: '00362028' },
    { ags: '0536202x' },
    { kind: 'county', ags: '05362028' },
    { kind: 'state-office', ags: '05362028' },
  ])
    expect(kindsOf(changed), JSON.stringify(changed)).toEqual(['ags-shape'])
})

test('parts: no name twice, not hundreds, not overlong, no invisible characters', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => `Ort ${index}`).join('\n')
  expect(kindsOf({ parts: many(300) })).toEqual([])
  expect(kindsOf({ parts: many(301) })).toEqual(['parts-many'])
  expect(kindsOf({ parts: 'Mitte\nmitte' })).toEqual(['parts-double'])
  expect(kindsOf({ parts: 'x'.repeat(80) })).toEqual([])
  expect(kindsOf({ parts: 'x'.repeat(81) })).toEqual(['parts-long'])
  expect(kindsOf({ parts: 'Mit\u202ete' })).toEqual(['name-characters'])
  expect(kindsOf({ parts: '!!!' })).toEqual(['name-characters'])
})

test('everything wrong is said at once', () => {
  expect(kindsOf({ name: '', slug: '', kind: 'planet', parts: 'a\na' })).toEqual([
    'name-missing',
    'slug-missing',
    'kind-missing',
    'parts-double',
  ])
})
