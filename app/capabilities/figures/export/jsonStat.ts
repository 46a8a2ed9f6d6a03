import { type Language, missingInWords, type Unit } from '#app/plain/format.ts'
import { type ExportedRow, type ExportedTable, ownDecimals, writtenValue } from './exported.ts'
import { fileWords } from './fileWords.ts'
import { periodName } from './periodName.ts'

/*
 * JSON-stat 2.0 (https://json-stat.org/full/): one dataset, a cube of series, places, periods and the dimensions that occur.
 * Own writer: the format is small, and every value must carry its status.
 */

type Category = {
  readonly index: readonly string[]
  readonly label: Readonly<Record<string, string>>
  readonly unit?: Readonly<Record<string, { readonly decimals: number; readonly label: string }>>
  readonly note?: Readonly<Record<string, readonly string[]>>
}

type Sparse<T> = Readonly<Record<string, T>>

export type JsonStatDataset = {
  readonly version: '2.0'
  readonly class: 'dataset'
  readonly label: string
  readonly source: string
  readonly updated: string
  readonly note: readonly string[]
  readonly id: readonly string[]
  readonly size: readonly number[]
  readonly role: {
    readonly time: readonly string[]
    readonly geo: readonly string[]
    readonly metric: readonly string[]
  }
  readonly dimension: Readonly<Record<string, { readonly label: string; readonly category: Category }>>
  readonly value: readonly (number | null)[] | Sparse<number>
  readonly status: Sparse<string>
  readonly extension: { readonly status: { readonly label: Readonly<Record<string, string>> } }
}

/** Signs of units, in words. */
const unitWords = {
  de: { percent: 'Prozent', eur: 'Euro' },
  en: { percent: 'percent', eur: 'euro' },
} as const
const totalKey = 'total'

/** Up to this share of empty cells a cube is written whole; else only what is there, with its position. */
const mostEmpty = 0.5

type Axis = {
  readonly id: string
  readonly label: string
  readonly keyOf: (row: ExportedRow) => string
  readonly labelOf: (row: ExportedRow) => string
}

/** Kinds of period share keys ("2017/18"), so they are told apart where several stand in one cube. */
function axesOf(table: ExportedTable): Axis[] {
  const kinds = new Set(table.rows.map(({ period }) => period.kind))
  const words = fileWords[table.language]
  return [
    { id: 'series', label: words.series, keyOf: (row) => row.series.key, labelOf: (row) => row.series.name },
    { id: 'place', label: words.place, keyOf: (row) => row.place.key, labelOf: (row) => row.place.name },
    {
      id: 'period',
      label: words.period,
      keyOf: ({ period }) => (kinds.size > 1 ? `${period.kind}:${period.key}` : period.key),
      labelOf: ({ period }) => periodName(period, table.language),
    },
    ...table.dimensions.map(({ key, name }) => ({
      id: `dimension:${key}`,
      label: name,
      keyOf: (row: ExportedRow) => row.breakdown[key]?.key ?? totalKey,
      labelOf: (row: ExportedRow) => row.breakdown[key]?.name ?? words.total,
    })),
  ]
}

/** A value's status: why it is missing, else what must be known about it. */
function statusOf({ cell }: ExportedRow): string | undefined {
  if (!('value' in cell)) return cell.missing
  return cell.flags.length > 0 ? cell.flags.join(',') : undefined
}

function statusLabel(status: string, language: Language): string {
  const { flags } = fileWords[language]
  const words = status
    .split(',')
    .map((part) =>
      part in flags
        ? flags[part as keyof typeof flags]
        : missingInWords(part as Parameters<typeof missingInWords>[0], language),
    )
  return words.join(', ')
}

function unitLabel(unit: Unit, language: Language): string {
  return unit === 'percent' || unit === 'eur' ? unitWords[language][unit] : fileWords[language].units[unit]
}

export function writeJsonStat(table: ExportedTable): JsonStatDataset {
  const axes = axesOf(table)
  const labels = axes.map(
    ({ keyOf, labelOf }) => new Map(table.rows.map((row) => [keyOf(row), labelOf(row)])),
  )
  const positions = labels.map((map) => new Map([...map.keys()].map((key, index) => [key, index])))
  const size = labels.map((map) => map.size)
  const cells = size.reduce((product, one) => product * one, 1)
  const values = new Map<number, number>()
  const statuses = new Map<number, string>()
  for (const row of table.rows) {
    const at = axes.reduce(
      (index, axis, number) => index * size[number]! + positions[number]!.get(axis.keyOf(row))!,
      0,
    )
    if ('value' in row.cell) values.set(at, writtenValue(row.cell.value, row.series.unit))
    const status = statusOf(row)
    if (status !== undefined) statuses.set(at, status)
  }
  const whole = cells > 0 && table.rows.length >= cells * (1 - mostEmpty)
  return {
    version: '2.0',
    class: 'dataset',
    label: table.title,
    source: [...new Set(table.rows.map(({ series }) => series.source))].join('; '),
    updated: table.madeOn,
    note: [fileWords[table.language].secretStatus],
    id: axes.map(({ id }) => id),
    size,
    role: { time: ['period'], geo: ['place'], metric: ['series'] },
    dimension: Object.fromEntries(
      axes.map(({ id, label }, number) => [
        id,
        {
          label,
          category: {
            index: [...labels[number]!.keys()],
            label: Object.fromEntries(labels[number]!),
            ...(id === 'series' && describeSeries(table)),
          },
        },
      ]),
    ),
    value: whole
      ? Array.from({ length: cells }, (_, at) => values.get(at) ?? null)
      : Object.fromEntries(values),
    status: Object.fromEntries(statuses),
    extension: {
      status: {
        label: Object.fromEntries(
          [...new Set(statuses.values())].map((one) => [one, statusLabel(one, table.language)]),
        ),
      },
    },
  }
}

/** Units with the decimals that values have, and notes, by series. */
function describeSeries({ rows, language }: ExportedTable): Pick<Category, 'unit' | 'note'> {
  const series = new Map(rows.map((row) => [row.series.key, row.series]))
  const decimals = new Map<string, number>()
  for (const { series: one, cell } of rows)
    if ('value' in cell) {
      const own = ownDecimals(writtenValue(cell.value, one.unit))
      decimals.set(one.key, Math.max(own, decimals.get(one.key) ?? one.decimals))
    }
  const noted = [...series.values()].filter(({ note }) => note !== '')
  return {
    unit: Object.fromEntries(
      [...series.values()].map(({ key, unit, decimals: shown }) => [
        key,
        { decimals: decimals.get(key) ?? shown, label: unitLabel(unit, language) },
      ]),
    ),
    ...(noted.length > 0 && { note: Object.fromEntries(noted.map(({ key, note }) => [key, [note]])) }),
  }
}
