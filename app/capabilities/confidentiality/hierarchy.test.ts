import { describe, expect, it } from 'vitest'
import { missing, present } from '#app/plain/cell.ts'
import { protectTable } from './engine/protect.ts'
import type { FamilyFact, FamilySeries, FamilyTable } from './family.ts'
import { type FormerRelease, formTable, type RuleFinder } from './forming.ts'
import { findFactsOutOfTime } from './releasing.ts'

const [state, town, heath, mill, nowhere] = [1, 2, 3, 4, 5] as const
const places: FamilyTable['places'] = [
  { id: state, name: 'Musterland', kind: 'state', parentId: undefined },
  { id: town, name: 'Musterstadt', kind: 'town', parentId: state },
  { id: heath, name: 'Heide', kind: 'area', parentId: town },
  { id: mill, name: 'Mühle', kind: 'area', parentId: town },
  { id: nowhere, name: 'nicht zuordenbar', kind: 'unassigned', parentId: town },
]
const children: FamilySeries = {
  id: 1,
  key: 'children',
  name: 'Kinder',
  nameEn: 'Children',
  kind: 'count',
  unit: 'count',
  sourceKey: 'registry',
  partOf: undefined,
  base: undefined,
  overPlaces: 'sum',
}
const fact = (seriesId: number, placeId: number, value: number, breakdown = ''): FamilyFact => ({
  seriesId,
  placeId,
  periodId: 9,
  breakdown,
  cell: present(value),
})
const family = (series: readonly FamilySeries[], facts: readonly FamilyFact[]): FamilyTable => ({
  familyId: 1,
  places,
  periods: [{ id: 9, key: '2024', end: '2024-12-31' }],
  series,
  facts,
})
const five: RuleFinder = () => ({ kind: 'threshold', threshold: 5 })
const nothing: FormerRelease = { secret: new Set(), shown: new Map() }

/** Equations as "total = part + part", with ids without series and period where there is one series. */
function equationsOf(table: FamilyTable, ruleOf = five): string[] {
  return formTable(table, ruleOf, nothing)
    .equations.map(({ total, parts }) => `${total} = ${parts.toSorted().join(' + ')}`)
    .sort()
}

describe('a table over years in which places changed', () => {
  describe('with an area that was split at the end of 2024', () => {
    const [newHeath, pond] = [6, 7] as const
    const overTime: FamilyTable['places'] = places.flatMap((place) =>
      place.id === heath
        ? [
            { ...place, validTo: '2024-12-31' },
            { ...place, id: newHeath, validFrom: '2025-01-01' },
            { ...place, id: pond, name: 'Teich', validFrom: '2025-01-01' },
          ]
        : [place],
    )
    const periods = [
      { id: 9, key: '2024', end: '2024-12-31' },
      { id: 10, key: '2025', end: '2025-12-31' },
    ]
    const later = (placeId: number, value: number) => ({ ...fact(1, placeId, value), periodId: 10 })
    const facts = [
      fact(1, town, 45),
      fact(1, heath, 42),
      fact(1, mill, 3),
      later(town, 45),
      later(newHeath, 12),
      later(pond, 3),
      later(mill, 30),
    ]
    const table = { ...family([children], facts), places: overTime, periods }

    it('sums in each year what was there then', () => {
      expect(equationsOf(table)).toEqual([
        '1:10:2: = 1:10:4: + 1:10:6: + 1:10:7:',
        '1:9:2: = 1:9:3: + 1:9:4:',
      ])
    })

    it('hides a second area with a small one in both years, so that nobody can subtract', async () => {
      const protection = await protectTable(formTable(table, five, nothing))
      if (protection.state !== 'safe') throw new Error('not safe')
      const secret = [...protection.statuses].filter(([, status]) => status !== 'shown').map(([id]) => id)
      expect(secret.toSorted()).toEqual(['1:10:6:', '1:10:7:', '1:9:3:', '1:9:4:'])
    })

    it('refuses figures of a place for a time in which it was not there', () => {
      expect(findFactsOutOfTime(table)).toEqual([])
      const wrong = { ...table, facts: [...facts, fact(1, pond, 3), later(heath, 42)] }
      expect(findFactsOutOfTime(wrong)).toEqual([
        { kind: 'place-not-there', place: 'Teich', period: '2024' },
        { kind: 'place-not-there', place: 'Heide', period: '2025' },
      ])
      const empty = { ...fact(1, pond, 3), cell: missing('not-applicable') }
      expect(findFactsOutOfTime({ ...table, facts: [...facts, empty] })).toEqual([])
    })
  })

  it('sums a quarter to the area that it lay in then', () => {
    const quarter = 8
    const moved = {
      id: quarter,
      name: 'Hang',
      kind: 'quarter' as const,
      parentId: mill,
      formerParents: [{ parentId: heath, until: '2024-12-31' }],
    }
    const periods = [
      { id: 9, key: '2024', end: '2024-12-31' },
      { id: 10, key: '2025', end: '2025-12-31' },
    ]
    const later = { ...fact(1, quarter, 8), periodId: 10 }
    const facts = [fact(1, quarter, 8), later]
    const equations = equationsOf({ ...family([children], facts), places: [...places, moved], periods })
    expect(equations).toContain('1:9:3: = 1:9:8:')
    expect(equations).toContain('1:10:4: = 1:10:8:')
    expect(equations).toHaveLength(4)
  })
})
