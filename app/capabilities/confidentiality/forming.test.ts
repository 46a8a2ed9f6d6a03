import { describe, expect, it } from 'vitest'
import { missing, present } from '#app/plain/cell.ts'
import { protectTable } from './engine/protect.ts'
import type { FamilyFact, FamilySeries, FamilyTable } from './family.ts'
import { type FormerRelease, formTable, type RuleFinder } from './forming.ts'
import { cellId } from './position.ts'
import { describeProblems, releaseCells } from './releasing.ts'

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
const examined: FamilySeries = { ...children, id: 2, key: 'examined', partOf: 'children' }
const healthy: FamilySeries = {
  ...children,
  id: 3,
  key: 'healthy',
  kind: 'rate',
  unit: 'percent',
  base: 'children',
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

describe('formTable', () => {
  it('sums places up to the town, "nicht zuordenbar" among them, and not to the state', () => {
    const facts = [
      fact(1, state, 900),
      fact(1, town, 60),
      fact(1, heath, 20),
      fact(1, mill, 38),
      fact(1, nowhere, 2),
    ]
    expect(equationsOf(family([children], facts))).toEqual(['1:9:2: = 1:9:3: + 1:9:4: + 1:9:5:'])
  })

  it('links the areas of a large town, of which each hangs on all others', () => {
    const areas = Array.from({ length: 6_000 }, (_, index) => 100 + index)
    const large: FamilyTable = {
      ...family(
        [children],
        areas.map((id) => fact(1, id, 20, 'sex=f')),
      ),
      places: [
        { id: town, name: 'Musterstadt', kind: 'town', parentId: undefined },
        ...areas.map((id) => ({ id, name: `Raum ${id}`, kind: 'area' as const, parentId: town })),
      ],
    }
    const { cells, equations } = formTable(large, five, nothing)
    // Each place as a whole, its girls, and whoever else: 6,001 places. A sum over the areas for each, and one for each place.
    expect([cells.length, equations.length]).toEqual([3 * 6_001, 3 + 6_001])
    expect(equations.find(({ total }) => total === '1:9:2:sex=f')!.parts).toHaveLength(6_000)
  })

  it('sums no places where the series is none to sum', () => {
    const facts = [fact(1, town, 60), fact(1, heath, 20)]
    expect(equationsOf(family([{ ...children, overPlaces: 'none' }], facts))).toEqual([])
  })

  it('sums each category by itself, and links what nobody delivered', () => {
    const facts = [fact(1, town, 60), fact(1, heath, 20, 'sex=f'), fact(1, heath, 12, 'sex=m')]
    const table = formTable(family([children], facts), five, nothing)
    expect(equationsOf(family([children], facts))).toEqual([
      '1:9:2: = 1:9:2:sex=f + 1:9:2:sex=m + 1:9:2:sex=~',
      '1:9:2: = 1:9:3: + 1:9:4:',
      '1:9:2:sex=f = 1:9:3:sex=f + 1:9:4:sex=f',
      '1:9:2:sex=m = 1:9:3:sex=m + 1:9:4:sex=m',
      '1:9:2:sex=~ = 1:9:3:sex=~ + 1:9:4:sex=~',
      '1:9:3: = 1:9:3:sex=f + 1:9:3:sex=m + 1:9:3:sex=~',
      '1:9:4: = 1:9:4:sex=f + 1:9:4:sex=m + 1:9:4:sex=~',
    ])
    const undelivered = table.cells.filter((cell) => cell.value === undefined)
    expect(undelivered.every(({ show }) => show === 'never')).toBe(true)
    expect(
      undelivered
        .filter((cell) => !cell.leftOut)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['1:9:2:sex=f', '1:9:2:sex=m', '1:9:2:sex=~', '1:9:3:', '1:9:4:'])
    expect(
      undelivered
        .filter((cell) => cell.leftOut === 'others')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['1:9:3:sex=~', '1:9:4:sex=~'])
  })

  it('takes an area that nobody delivered for 0 only where the sums allow it', async () => {
    const protect = async (whole: number) => {
      const facts = [fact(1, town, whole), fact(1, heath, 40)]
      const table = family([children], facts)
      const protection = await protectTable(formTable(table, five, nothing))
      return protection.state === 'safe'
        ? [...protection.statuses.values()].sort()
        : protection.certificate.problems
    }
    expect(await protect(40)).toEqual(['shown', 'shown'])
    // 3 children in the mill: the heath must hide them.
    expect(await protect(43)).toEqual(['secondary', 'shown'])
    expect(await protect(50)).toEqual(['shown', 'shown'])
  })

  it('knows the rest between a count and its part, and none where the part exceeds it', () => {
    const facts = [fact(1, heath, 20), fact(2, heath, 18), fact(1, mill, 20), fact(2, mill, 21)]
    const table = formTable(
      family(
        [
          { ...children, overPlaces: 'none' },
          { ...examined, overPlaces: 'none' },
        ],
        facts,
      ),
      five,
      nothing,
    )
    expect(table.equations).toEqual([{ total: '1:9:3:', parts: ['2:9:3:', 'rest:2:9:3:'] }])
    expect(table.cells.find((cell) => cell.id === 'rest:2:9:3:')).toMatchObject({
      value: 2,
      show: 'never',
      threshold: 5,
    })
  })

  it('takes a published rate for the count it stands for', () => {
    const facts = [fact(1, heath, 50), fact(3, heath, 4)]
    const table = formTable(family([children, healthy], facts), five, nothing)
    expect(table.cells.find((cell) => cell.id === 'share:3:9:3:')).toMatchObject({ value: 2, threshold: 5 })
    expect(table.cells.find((cell) => cell.id === 'rest:3:9:3:')).toMatchObject({ value: 48, show: 'never' })
  })

  it('keeps what a source has published, and the bound it has printed', () => {
    const secret: FamilyFact = { ...fact(1, mill, 0), cell: missing('secret-at-source'), below: 5 }
    const published: RuleFinder = () => ({ kind: 'already-published' })
    const cells = formTable(family([children], [fact(1, heath, 3), secret]), published, nothing).cells
    expect(cells.find((cell) => cell.id === cellId(fact(1, heath, 3)))).toMatchObject({ show: 'known' })
    expect(cells.find((cell) => cell.id === cellId(secret))).toMatchObject({ show: 'never', upTo: 4 })
  })

  it('would rather lose an area than the town, and what was secret than what was shown', () => {
    const facts = [fact(1, town, 60), fact(1, heath, 60)]
    const former = { secret: new Set(['1:9:3:']), shown: new Map([['1:9:2:', 60]]) }
    const [one, other] = formTable(family([children], facts), five, former).cells
    const [whole, area] = one?.id === '1:9:2:' ? [one, other] : [other, one]
    expect(whole!.cost! / area!.cost!).toBeGreaterThan(10)
    expect(area).toMatchObject({ secretBefore: true })
    expect(whole).toMatchObject({ secretBefore: false })
  })
})

describe('releaseCells', () => {
  it('hides small counts in every category and keeps the totals of the town', async () => {
    const facts = [
      fact(1, town, 90),
      fact(1, town, 46, 'sex=f'),
      fact(1, town, 44, 'sex=m'),
      fact(1, heath, 43),
      fact(1, heath, 40, 'sex=f'),
      fact(1, heath, 3, 'sex=m'),
      fact(1, mill, 47),
      fact(1, mill, 6, 'sex=f'),
      fact(1, mill, 41, 'sex=m'),
    ]
    const table = family([children], facts)
    const protection = await protectTable(formTable(table, five, nothing))
    if (protection.state !== 'safe') throw new Error(JSON.stringify(protection.certificate))
    const released = releaseCells(table, protection.statuses, five)
    const shown = released.filter(({ cell }) => 'value' in cell)
    expect(released.filter(({ cell }) => 'missing' in cell && cell.missing === 'suppressed')).toHaveLength(4)
    expect(shown.map((each) => cellId(each)).sort()).toEqual([
      '1:9:2:',
      '1:9:2:sex=f',
      '1:9:2:sex=m',
      '1:9:3:',
      '1:9:4:',
    ])
  })

  it('shows amounts, and a score only with its base', () => {
    const money: FamilySeries = { ...children, id: 5, key: 'money', kind: 'amount', unit: 'eur' }
    const score: FamilySeries = {
      ...children,
      id: 6,
      key: 'score',
      kind: 'score',
      unit: 'score',
      base: 'children',
    }
    const table = family(
      [children, money, score],
      [fact(5, heath, 3), fact(6, heath, 71), fact(6, mill, 70), fact(1, heath, 3), fact(1, mill, 30)],
    )
    const statuses = new Map([
      ['1:9:3:', 'primary'],
      ['1:9:4:', 'shown'],
    ] as const)
    const values = releaseCells(table, statuses, five).map(({ seriesId, placeId, cell }) => [
      seriesId,
      placeId,
      'value' in cell ? cell.value : cell.missing,
    ])
    expect(values).toEqual([
      [5, heath, 3],
      [6, heath, 'suppressed'],
      [6, mill, 70],
      [1, heath, 'suppressed'],
      [1, mill, 30],
    ])
  })
})

describe('describeProblems', () => {
  it('says each spot once, in words, and counts those beyond twenty', () => {
    const table = family([children], [])
    const problems = Array.from({ length: 30 }, (_, i) => ({
      kind: 'unprotectable' as const,
      cell: `1:9:3:age=${i}`,
    }))
    const again = { kind: 'unprotectable' as const, cell: 'rest:1:9:3:age=0' }
    const described = describeProblems(table, [...problems, again])
    expect(described.problems).toHaveLength(20)
    expect(described.problems[0]).toEqual({
      kind: 'unprotectable',
      series: 'Kinder',
      seriesEn: 'Children',
      place: 'Heide',
      period: '2024',
      breakdown: 'age=0',
    })
    expect(described.furtherProblems).toBe(10)
  })
})
