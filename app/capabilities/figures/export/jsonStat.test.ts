import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { missing, present } from '#app/plain/cell.ts'
import { calendarYear, schoolYear } from '#app/plain/period.ts'
import { findCloneFolder } from '#app/platform/dataFolder.server.ts'
import { seriesOf } from '../reading/reading.fixture.ts'
import { families, rowOf, tableOfRows } from './exported.fixture.ts'
import type { ExportedRow } from './exported.ts'
import { type JsonStatDataset, writeJsonStat } from './jsonStat.ts'

/** What the schema can't say: lengths follow from the sizes, positions lie inside. */
function findLengthProblems({ id, size, dimension, value, status, role }: JsonStatDataset): string[] {
  const cells = size.reduce((product, one) => product * one, 1)
  const problems: string[] = []
  if (id.length !== size.length) problems.push('id and size')
  for (const [index, name] of id.entries()) {
    const category = dimension[name]?.category
    if (category?.index.length !== size[index]) problems.push(`index of ${name}`)
    if (Object.keys(category?.label ?? {}).length !== size[index]) problems.push(`labels of ${name}`)
  }
  if (Object.keys(dimension).length !== id.length) problems.push('dimensions')
  if (Array.isArray(value) && value.length !== cells) problems.push('value')
  const positions = [...Object.keys(status), ...(Array.isArray(value) ? [] : Object.keys(value))].map(Number)
  if (positions.some((at) => !Number.isInteger(at) || at < 0 || at >= cells)) problems.push('positions')
  for (const name of Object.values(role).flat()) if (!id.includes(name)) problems.push(`role ${name}`)
  return problems
}

const schemaFile = join(
  findCloneFolder(),
  '../shared/data/standards/jsonstat/crates/validator/src/_vendored/schemas/dataset.json',
)

const periods = [calendarYear(2017), calendarYear(2018), schoolYear(2017)] as const
const cell = fc.oneof(
  fc.integer({ min: 0, max: 9999 }).map((value) => present(value)),
  fc.constantFrom(missing('suppressed'), missing('not-yet'), present(3, ['provisional', 'limited'])),
)
const row = fc
  .record({
    cell,
    period: fc.constantFrom(...periods),
    place: fc.constantFrom('pelkum', 'heessen', 'hamm'),
    form: fc.constantFrom(undefined, 'ambulant', 'residential'),
    note: fc.constantFrom('', 'Bitte beachten'),
  })
  .map(({ cell: one, period, place, form, note }) =>
    rowOf(one, { series: { ...families, note }, place, period, ...(form && { form }) }),
  )
const addressOf = ({ place, period, breakdown }: ExportedRow) =>
  [place.key, period.kind, period.key, breakdown.form?.key].join(' ')
const tables = fc
  .uniqueArray(row, { selector: addressOf, minLength: 1, maxLength: 25 })
  .map((rows) => tableOfRows(rows))

describe('JSON-stat', () => {
  test('holds every value at its place, and a secret with its status and no value', () => {
    const rate = seriesOf({ key: 'rate', name: 'Quote', unit: 'percent', kind: 'rate', note: 'Gerundet.' })
    const dataset = writeJsonStat(
      tableOfRows([
        rowOf(present(5), { place: 'pelkum' }),
        rowOf(missing('suppressed'), { place: 'heessen' }),
        rowOf(present(82.5, ['provisional']), { series: rate, place: 'pelkum' }),
        rowOf(present(0), { series: rate, place: 'heessen' }),
      ]),
    )
    expect(dataset).toMatchObject({
      id: ['series', 'place', 'period'],
      size: [2, 2, 1],
      value: [5, null, 82.5, 0],
      status: { 1: 'suppressed', 2: 'provisional' },
      extension: { status: { label: { suppressed: 'geheim', provisional: 'vorläufig' } } },
      role: { time: ['period'], geo: ['place'], metric: ['series'] },
    })
    expect(dataset.dimension.series!.category).toMatchObject({
      unit: { families: { decimals: 0, label: 'Anzahl' }, rate: { decimals: 1, label: 'Prozent' } },
      note: { rate: ['Gerundet.'] },
    })
  })

  test('lists only what is there where most of the cube is empty', () => {
    const places = ['pelkum', 'heessen', 'hamm'] as const
    const rows = places.map((place, index) =>
      rowOf(present(index), { place, period: calendarYear(2016 + index) }),
    )
    expect(writeJsonStat(tableOfRows(rows))).toMatchObject({ size: [1, 3, 3], value: { 0: 0, 4: 1, 8: 2 } })
  })

  test('has lengths that fit, and every value is found again', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const dataset = writeJsonStat(table)
        expect(findLengthProblems(dataset)).toEqual([])
        const values = Object.values(dataset.value).filter((value) => value !== null)
        const there = table.rows.flatMap((one) => ('value' in one.cell ? [one.cell.value] : []))
        expect(values.toSorted()).toEqual(there.toSorted())
        const secret = (status: string) => status === 'suppressed'
        expect(Object.values(dataset.status).filter(secret)).toHaveLength(
          table.rows.filter((one) => 'missing' in one.cell && one.cell.missing === 'suppressed').length,
        )
      }),
    )
  })

  test('a wrong length is noticed', () => {
    const dataset = writeJsonStat(tableOfRows([rowOf(present(1)), rowOf(present(2), { place: 'heessen' })]))
    expect(findLengthProblems({ ...dataset, value: [1] })).toEqual(['value'])
    expect(findLengthProblems({ ...dataset, status: { 2: 'suppressed' } })).toEqual(['positions'])
  })

  test('fits the schema of the standard, where it is at hand', () => {
    if (!existsSync(schemaFile)) {
      console.info(`The schema of JSON-stat is not at hand (${schemaFile}); lengths alone were checked.`)
      return
    }
    const ajv = new Ajv2020({
      strict: false,
      formats: { uri: true, 'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/ },
    })
    const isValid = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')) as object)
    fc.assert(
      fc.property(tables, (table) => {
        isValid(writeJsonStat(table))
        expect(isValid.errors ?? []).toEqual([])
      }),
      { numRuns: 30 },
    )
    const { size: _size, ...broken } = writeJsonStat(tableOfRows([rowOf(present(1))]))
    expect(isValid({ ...broken, role: { time: 'period' } })).toBe(false)
  })
})
