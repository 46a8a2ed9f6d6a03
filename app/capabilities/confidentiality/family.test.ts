import fc from 'fast-check'
import loadHighs, { type Highs } from 'highs'
import { expect, it } from 'vitest'
import { present } from '#app/plain/cell.ts'
import { rounds } from '../../../tests/support/rounds.ts'
import { protectTable } from './engine/protect.ts'
import type { FamilyFact, FamilySeries, FamilyTable } from './family.ts'
import { formTable, type RuleFinder } from './forming.ts'
import { releaseCells } from './releasing.ts'

/** Families with gaps in the delivery. */
const randomFamilies = rounds(80, 400)

const threshold = 5
const town = 1
const areas = [2, 3, 4] as const
const sexes = ['f', 'm'] as const
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
const examined: FamilySeries = { ...children, id: 2, key: 'examined', partOf: 'children' }
const rule: RuleFinder = () => ({ kind: 'threshold', threshold })

/** A person counted once: where, which sex, examined or not. Everything that is shown is a sum of such groups. */
type Group = { readonly area: number; readonly sex: string; readonly seen: boolean; readonly value: number }
/** What a cell counts: 'rest' is never a cell of the family, but everybody can compute it from two that are shown. */
type Sum = {
  readonly series: 'children' | 'examined' | 'rest'
  readonly place: number
  readonly breakdown: string
}

const belongs = (sum: Sum) => (group: Group) =>
  (sum.place === town || sum.place === group.area) &&
  (sum.breakdown === '' || sum.breakdown === `sex=${group.sex}`) &&
  (sum.series === 'children' || (sum.series === 'examined') === group.seen)

const isSame = (a: Sum, b: Sum) => a.series === b.series && a.place === b.place && a.breakdown === b.breakdown

const sums: Sum[] = (['children', 'examined', 'rest'] as const).flatMap((series) =>
  [town, ...areas].flatMap((place) =>
    ['', 'sex=f', 'sex=m'].map((breakdown) => ({ series, place, breakdown })),
  ),
)
const sumOf = (sum: Sum, groups: readonly Group[]) =>
  groups.filter(belongs(sum)).reduce((all, { value }) => all + value, 0)

const size = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 40 }))
const slots = areas.flatMap((area) =>
  sexes.flatMap((sex) => [true, false].map((seen) => ({ area, sex, seen }))),
)
const town60 = fc
  .array(size, { minLength: slots.length, maxLength: slots.length })
  .map((values) => slots.map((slot, i): Group => ({ ...slot, value: values[i]! })))
/** Which sums the office delivers; the others nobody sees, but they hold all the same. */
const delivery = fc.subarray(
  sums.filter(({ series }) => series !== 'rest'),
  { minLength: 6 },
)

function familyOf(groups: readonly Group[], delivered: readonly Sum[]): FamilyTable {
  const facts = delivered.map(
    (sum): FamilyFact => ({
      seriesId: sum.series === 'children' ? 1 : 2,
      placeId: sum.place,
      periodId: 7,
      breakdown: sum.breakdown,
      cell: present(sumOf(sum, groups)),
    }),
  )
  return {
    familyId: 1,
    places: [
      { id: town, name: 'Stadt', kind: 'town', parentId: undefined },
      ...areas.map((id) => ({ id, name: `Raum ${id}`, kind: 'area' as const, parentId: town })),
    ],
    periods: [{ id: 7, key: '2024', end: '2024-12-31' }],
    series: [children, examined],
    facts,
  }
}

/** Least and greatest value of a sum over all towns that look the same from outside. */
function interval(
  highs: Highs,
  groups: readonly Group[],
  shown: readonly Sum[],
  wanted: Sum,
): [number, number] {
  const name = (group: Group) => `g${groups.indexOf(group)}`
  const write = (sum: Sum) => groups.filter(belongs(sum)).map(name).join(' + ')
  const constraints = shown.map((sum, i) => `s${i}: ${write(sum)} = ${sumOf(sum, groups)}`)
  const open = `most: ${groups.map(name).join(' + ')} <= 100000`
  const solve = (sense: string) => {
    const text = `${sense}\n o: ${write(wanted)}\nSubject To\n ${[...constraints, open].join('\n ')}\nEnd`
    return highs.solve(text, { output_flag: false }).ObjectiveValue
  }
  return [solve('Minimize'), solve('Maximize')]
}

it(`shows nothing of ${randomFamilies} random families from which a small count or a small rest could be inferred`, {
  timeout: rounds(120_000, 3_600_000),
}, async () => {
  const highs = await loadHighs()
  let small = 0
  await fc.assert(
    fc.asyncProperty(town60, delivery, async (groups, delivered) => {
      const family = familyOf(groups, delivered)
      const table = formTable(family, rule, { secret: new Set(), shown: new Map() })
      const protection = await protectTable(table)
      if (protection.state !== 'safe') throw new Error(JSON.stringify(protection.certificate))
      const released = releaseCells(family, protection.statuses, rule)
      const isDelivered = (sum: Sum) =>
        (sum.series === 'rest' ? (['children', 'examined'] as const) : [sum.series]).every((series) =>
          delivered.some((each) => isSame(each, { ...sum, series })),
        )
      const shown = delivered.filter((_, i) => 'value' in released[i]!.cell)
      for (const sum of sums) {
        const value = sumOf(sum, groups)
        if (value < 1 || value >= threshold) continue
        small += 1
        const [low, high] = interval(highs, groups, shown, sum)
        const seen = JSON.stringify({ sum, value, low, high })
        if (isDelivered(sum)) {
          expect(low, seen).toBeLessThan(value - 1 + 1e-6)
          expect(high, seen).toBeGreaterThan(threshold - 1e-6)
        } else {
          // What nobody delivered may be bounded, as long as it can also be nothing or no longer small.
          expect(low < 1e-6 || high > threshold - 1e-6, seen).toBe(true)
        }
      }
    }),
    { numRuns: randomFamilies, seed: 5 },
  )
  expect(small).toBeGreaterThan(100)
})
