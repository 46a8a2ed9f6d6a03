import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FileRefused } from '#app/platform/tables/refusal.ts'
import { rounds } from '../../../../tests/support/rounds.ts'
import { tryFile } from './trial.fixture.ts'

/** One cell as somebody writes it, and what it says. */
type Written = { readonly text: string; readonly means: string }
type Grid = {
  readonly title: string
  readonly areas: readonly string[]
  readonly years: readonly string[]
  /** Per area and year. */
  readonly cells: readonly (readonly Written[])[]
}

const keys: Readonly<Record<string, string>> = {
  Stadtmitte: 'stadtmitte',
  Pelkum: 'pelkum',
  'Bockum- Hövel': 'bockum-hoevel',
  Westen: 'hamm-westen',
  Heessen: 'heessen',
}

const grouped = (value: number, mark: string) => String(value).replace(/\B(?=(?:\d{3})+$)/g, mark)
const thousands = ['', '.', ' ', '\u00a0', '\u202f', '\u2009', "'"]
const minus = ['-', '–', '−', '- ', '-  ']
const signs: readonly Written[] = [
  { text: '-', means: '0' },
  { text: '.', means: 'unknown' },
  { text: '...', means: 'not-yet' },
  { text: '/', means: 'unreliable' },
  { text: 'x', means: 'not-applicable' },
  { text: '*', means: 'secret-at-source' },
]
const sign = fc.constantFrom(...signs)

/** What is counted, with the ways to write it. */
const kinds: readonly { readonly title: string; readonly cell: fc.Arbitrary<Written> }[] = [
  {
    title: 'Geburten',
    cell: fc
      .record({ value: fc.oneof(fc.nat(5_000), fc.nat(9_999_999)), mark: fc.constantFrom(...thousands) })
      .map(({ value, mark }) => ({ text: grouped(value, mark), means: String(value) })),
  },
  {
    title: 'Vorsorgequote in %',
    cell: fc
      .record({ tenths: fc.nat(1_000), behind: fc.constantFrom('', ' %', '%', '\u00a0%') })
      .map(({ tenths, behind }) => ({
        text: `${String(tenths / 10).replace('.', ',')}${behind}`,
        means: String(tenths / 10),
      })),
  },
  {
    title: 'Wanderungssaldo',
    cell: fc
      .record({
        value: fc.integer({ min: -4_999, max: 4_999 }),
        mark: fc.constantFrom(...thousands),
        less: fc.constantFrom(...minus),
      })
      .map(({ value, mark, less }) => ({
        text: `${value < 0 ? less : ''}${grouped(Math.abs(value), mark)}`,
        means: String(value),
      })),
  },
]

const grids: fc.Arbitrary<Grid> = fc
  .record({
    kind: fc.constantFrom(...kinds),
    areas: fc.uniqueArray(fc.constantFrom(...Object.keys(keys)), { minLength: 2, maxLength: 4 }),
    from: fc.integer({ min: 2005, max: 2020 }),
    count: fc.integer({ min: 2, max: 4 }),
  })
  .chain(({ kind, areas, from, count }) =>
    fc.record({
      title: fc.constant(kind.title),
      areas: fc.constant(areas),
      years: fc.constant(Array.from({ length: count }, (_, index) => String(from + index))),
      cells: fc.array(
        fc.array(fc.oneof({ weight: 6, arbitrary: kind.cell }, { weight: 1, arbitrary: sign }), {
          minLength: count,
          maxLength: count,
        }),
        { minLength: areas.length, maxLength: areas.length },
      ),
    }),
  )

const line = (...cells: readonly string[]) => `${cells.join(';')}\n`
const layouts: Readonly<Record<string, (grid: Grid) => string>> = {
  long: ({ title, areas, years, cells }) =>
    line('Sozialraum', 'Jahr', title) +
    areas.flatMap((area, a) => years.map((year, y) => line(area, year, cells[a]![y]!.text))).join(''),
  'wide-years': ({ title, areas, years, cells }) =>
    line(title) +
    line('Sozialraum', ...years) +
    areas.map((area, a) => line(area, ...cells[a]!.map(({ text }) => text))).join(''),
  'wide-areas': ({ title, areas, years, cells }) =>
    line(title) +
    line('Jahr', ...areas) +
    years.map((year, y) => line(year, ...cells.map((row) => row[y]!.text))).join(''),
  blocks: ({ title, areas, years, cells }) =>
    years
      .map(
        (year, y) =>
          line(`${title} ${year}`) +
          line('Sozialraum', 'Wert') +
          areas.map((area, a) => line(area, cells[a]![y]!.text)).join('') +
          line(),
      )
      .join(''),
}

/** What stands for a number is compared as a number: "82.0" and "82" are one. */
const plain = (content: string) => (/\d/.test(content) ? String(Number(content)) : content)

describe('numbers in whatever notation and layout', () => {
  it.each(Object.keys(layouts))('are read as they were written or are a problem: %s', async (layout) => {
    await fc.assert(
      fc.asyncProperty(grids, async (grid) => {
        const { values, analysis, guess } = await tryFile(layouts[layout]!(grid), { fileName: 'zahlen.csv' })
        const wanted = new Map<string, string>(
          grid.areas.flatMap((area, a) =>
            grid.years.map((year, y) => [`${keys[area]} ${year}`, grid.cells[a]![y]!.means] as const),
          ),
        )
        for (const text of values) {
          const [, where, content] = /^\S+ \S+ (\S+ \S+) = (\S+)/.exec(text)!
          expect(`${where} = ${plain(content!)}`).toBe(`${where} = ${wanted.get(where!)}`)
        }
        const isTold =
          analysis.problemCount > 0 ||
          guess.doubts.some(({ kind }) => kind === 'column-not-read' || kind === 'no-values-found')
        if (!isTold) expect(values).toHaveLength(wanted.size)
      }),
      { numRuns: rounds(60, 3_000), seed: rounds(7, Date.now() | 0) },
    )
  })
})

/** Areas with what each is made up of; some have no values of their own, and some say "davon:" in a line of its own. */
const parted = fc.uniqueArray(
  fc.record({
    area: fc.constantFrom(...Object.keys(keys)),
    whole: fc.option(fc.nat(999)),
    saysSo: fc.boolean(),
    parts: fc.subarray(['männlich', 'weiblich'] as const),
    before: fc.constantFrom('', 'davon ', '  davon ', 'darunter: '),
    value: fc.nat(99),
  }),
  { selector: ({ area }) => area, minLength: 2, maxLength: 5 },
)
const sexes = { männlich: 'male', weiblich: 'female' } as const

describe('rows that are parts of the name above them', () => {
  it('are never read as parts of another one', async () => {
    await fc.assert(
      fc.asyncProperty(parted, async (groups) => {
        let file = line('Sozialraum', '2017', '2018')
        const wanted = new Set<string>()
        const add = (name: string, area: string, part: string, value: number) => {
          file += line(name, String(value), String(value + 1))
          wanted.add(`${keys[area]} 2017${part} = ${value}`)
          wanted.add(`${keys[area]} 2018${part} = ${value + 1}`)
        }
        for (const { area, whole, saysSo, parts, before, value } of groups) {
          if (whole === null) file += line(area, '', '')
          else add(area, area, '', whole)
          if (saysSo) file += line('davon:', '', '')
          for (const part of parts) add(`${before}${part}`, area, ` [sex=${sexes[part]}]`, value)
        }
        const { values, analysis } = await tryFile(file, { fileName: 'kinder.csv' })
        for (const text of values) expect(wanted).toContain(/^\S+ \S+ (.+)$/.exec(text)![1])
        if (analysis.problemCount === 0) expect(values).toHaveLength(wanted.size)
      }),
      { numRuns: rounds(100, 3_000), seed: rounds(7, Date.now() | 0) },
    )
  })
})

const folder = join(import.meta.dirname, '../../../../demo/hamm/lieferungen')
const files = readdirSync(folder)
  .filter((name) => /\.(?:csv|xlsx)$/.test(name))
  .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }))

type Change = { readonly how: 'flip' | 'cut' | 'double' | 'swap'; readonly at: number; readonly to: number }
const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.record({
    how: fc.constantFrom('flip', 'flip', 'cut', 'double', 'swap'),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    to: fc.nat(255),
  }),
  { minLength: 1, maxLength: 6 },
)

function change(bytes: Buffer, { how, at, to }: Change): Buffer {
  const begin = Math.floor(at * Math.max(0, bytes.length - 1))
  const end = Math.min(bytes.length, begin + to)
  if (how === 'cut') return Buffer.concat([bytes.subarray(0, begin), bytes.subarray(end)])
  if (how === 'double') return Buffer.concat([bytes.subarray(0, end), bytes.subarray(begin)])
  const changed = Buffer.from(bytes)
  if (how === 'flip' && changed.length > 0) changed[begin] = to
  if (how === 'swap')
    for (let index = begin; index < end; index += 1) if (changed[index] === 0x3b) changed[index] = 0x2c
  return changed
}

describe('files of offices with bytes changed at random', () => {
  it('are read or refused, and nothing else happens', async () => {
    expect(files.length).toBeGreaterThan(5)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), changes, async ({ name, bytes }, made) => {
        const broken = made.reduce(change, bytes)
        const thrown = await tryFile(broken, { fileName: name }).then(
          () => undefined,
          (error: unknown) => error,
        )
        if (thrown !== undefined) expect(thrown).toBeInstanceOf(FileRefused)
      }),
      { numRuns: rounds(60, 3_000), seed: rounds(7, Date.now() | 0) },
    )
  }, 600_000)
})
