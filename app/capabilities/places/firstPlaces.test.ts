import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listFirstPlaces } from './firstPlaces.ts'

const town = {
  slug: 'huerth',
  name: 'Stadt Hürth',
  kind: 'municipality',
  ags: '05362028',
  parts: [] as string[],
} as const
const brief = (places: ReturnType<typeof listFirstPlaces>) =>
  places.map(({ key, name, kind, parent }) => [key, name, kind, parent])

test('a town begins with its state and itself', () => {
  expect(brief(listFirstPlaces(town))).toEqual([
    ['land-nordrhein-westfalen', 'Nordrhein-Westfalen', 'state', undefined],
    ['huerth', 'Hürth', 'town', 'land-nordrhein-westfalen'],
  ])
})

test('member towns of a county are places of kind town below it, with a place for what nobody can assign', () => {
  const county = {
    ...town,
    slug: 'unna',
    name: 'Kreis Unna',
    kind: 'county',
    ags: undefined,
    parts: ['Bönen', 'Unna'],
  } as const
  expect(brief(listFirstPlaces(county))).toEqual([
    ['unna', 'Kreis Unna', 'county', undefined],
    ['boenen', 'Bönen', 'town', 'unna'],
    ['unna-unna', 'Unna', 'town', 'unna'],
    ['nicht-zuordenbar', 'nicht zuordenbar', 'unassigned', 'unna'],
  ])
})

test('a state office has its state', () => {
  expect(brief(listFirstPlaces({ ...town, kind: 'state-office', ags: '16', name: 'Landesstelle' }))).toEqual([
    ['land-thueringen', 'Thüringen', 'state', undefined],
  ])
  expect(
    brief(listFirstPlaces({ ...town, kind: 'state-office', ags: undefined, name: 'Landesstelle' })),
  ).toEqual([['huerth', 'Landesstelle', 'state', undefined]])
})

test('whatever the parts are called: no key twice, every parent stands before', () => {
  const name = fc.constantFrom(
    'Mitte',
    'Hürth',
    'nicht zuordenbar',
    'Land Hessen',
    'Bad Homburg v. d. Höhe',
    'Altstadt',
  )
  fc.assert(
    fc.property(fc.uniqueArray(name), fc.constantFrom('06', '05362028', undefined), (parts, ags) => {
      const places = listFirstPlaces({ ...town, ags, parts })
      const keys = places.map(({ key }) => key)
      expect(new Set(keys).size).toBe(keys.length)
      for (const [index, { parent }] of places.entries())
        if (parent !== undefined) expect(keys.slice(0, index)).toContain(parent)
    }),
  )
})
