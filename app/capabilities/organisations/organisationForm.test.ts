import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { freeKey, isSameName, readOrganisation, readOrganisations } from './organisationForm.ts'
import { emptyForm } from './typed.ts'

const form = (typed: Partial<typeof emptyForm>) => ({ ...emptyForm, kind: 'office', ...typed })
const problemsOf = (read: ReturnType<typeof readOrganisation> | ReturnType<typeof readOrganisations>) =>
  'problems' in read ? read.problems : []

describe('one organisation', () => {
  test('is read with tidy names', () => {
    expect(readOrganisation(form({ name: '  Amt   für Kinder ', nameEn: ' Youth office' }))).toEqual({
      value: { name: 'Amt für Kinder', nameEn: 'Youth office', kind: 'office' },
    })
  })

  test('needs a kind that there is, and a name', () => {
    expect(problemsOf(readOrganisation(form({ kind: 'king' })))).toEqual([
      { field: 'kind', kind: 'missing' },
      { field: 'name', kind: 'missing' },
    ])
  })

  test('may have 200 characters in each name, not 201', () => {
    const names = (length: number) => form({ name: 'ä'.repeat(length), nameEn: '🏠'.repeat(length) })
    expect(problemsOf(readOrganisation(names(200)))).toEqual([])
    expect(problemsOf(readOrganisation(names(201)))).toEqual([
      { field: 'name', kind: 'long' },
      { field: 'nameEn', kind: 'long' },
    ])
  })

  test('has no name that nobody can see', () => {
    for (const name of ['Amt\u202egnudlib', 'Amt\u0007', '\ufeff', 'Amt\u0000'])
      expect(problemsOf(readOrganisation(form({ name })))).toHaveLength(1)
  })
})

describe('several organisations', () => {
  test('stand one per line, however lines end; empty lines do not count', () => {
    const read = readOrganisations(
      form({ kind: 'facility', names: 'Kita Nord\r\n\r\n  Kita  Süd \nKita Ost' }),
    )
    expect(read).toEqual({
      value: ['Kita Nord', 'Kita Süd', 'Kita Ost'].map((name) => ({ name, nameEn: '', kind: 'facility' })),
    })
  })

  test('are refused together with the first name that is wrong', () => {
    expect(problemsOf(readOrganisations(form({ names: ' \n ' })))).toEqual([
      { field: 'names', kind: 'missing' },
    ])
    expect(problemsOf(readOrganisations(form({ names: 'Kita Nord\nkita  nord' })))).toEqual([
      { field: 'names', kind: 'double', names: ['kita nord'] },
    ])
    expect(problemsOf(readOrganisations(form({ names: `Kita\n${'x'.repeat(201)}` })))[0]).toMatchObject({
      kind: 'long',
      names: [`${'x'.repeat(40)} …`],
    })
  })

  test('may be 300 at once, not 301', () => {
    const lines = (count: number) =>
      form({ names: Array.from({ length: count }, (_, index) => `Kita ${index}`).join('\n') })
    expect(problemsOf(readOrganisations(lines(300)))).toEqual([])
    expect(problemsOf(readOrganisations(lines(301)))).toEqual([{ field: 'names', kind: 'many' }])
  })
})

describe('a key', () => {
  test('comes from the name, with a number where it is taken, and never is an address of a page', () => {
    expect(freeKey('Amt für Soziales', new Set())).toBe('amt-fuer-soziales')
    expect(freeKey('Jugendamt', new Set(['jugendamt', 'jugendamt-2']))).toBe('jugendamt-3')
    expect(freeKey('Neu', new Set())).toBe('neu-2')
    expect(freeKey('日本', new Set())).toBe('stelle')
  })

  test('is free, short and fit for an address, whatever the name and however many there are', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 210 }), { maxLength: 30 }), (names) => {
        const taken = new Set<string>()
        for (const name of names) {
          const key = freeKey(name, taken)
          expect(taken.has(key)).toBe(false)
          expect(key).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
          expect(key.length).toBeLessThanOrEqual(65)
          taken.add(key)
        }
      }),
    )
  })
})

test('names differ by more than capitals and spaces', () => {
  expect(isSameName(' Jugendamt', 'JUGENDAMT')).toBe(true)
  expect(isSameName('Kita Süd', 'Kita Su\u0308d')).toBe(true)
  expect(isSameName('Kita Nord', 'Kitanord')).toBe(false)
})
