import type { Actor } from '#app/capabilities/accounts/account.ts'
import { may, recordLook } from '#app/capabilities/accounts/accounts.server.ts'
import { decodeCell } from '#app/capabilities/confidentiality/cellCode.ts'
import { findWhole } from '#app/capabilities/places/place.ts'
import { listPlaces } from '#app/capabilities/places/places.server.ts'
import { formatValue, type Language, missingInWords } from '#app/plain/format.ts'
import { nameIn } from '#app/plain/nameIn.ts'
import type { Period } from '#app/plain/period.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { periodName } from '../calendar/periodName.ts'
import { getCatalogue, listDimensions, listPeriods, listSeries } from '../catalogue.server.ts'
import type { Series } from '../figure.ts'
import { breakdownParts } from '../figure.ts'
import { type HeldFact, listHeldFacts } from '../held.server.ts'
import type { Catalogue } from '../reading/catalogue.ts'
import type { ColumnNames } from './columnNames.ts'
import { fitCells, type SheetColumn } from './sheet.ts'
import { demandSheet, findSheet, type Sheet } from './sheets.server.ts'
import type { SheetView } from './sheetView.ts'

/** What holds for a cell, or held in the latest period before. */
type Earlier = { readonly period: Period; readonly isSame: boolean; readonly text: string }

async function readEarlier(reader: Reader, sheet: Sheet, language: Language) {
  const wanted = new Set(sheet.shape.columns.map(({ series }) => series))
  const series = (await listSeries(reader)).filter(({ key }) => wanted.has(key))
  const placeIds = new Map((await listPlaces(reader)).map(({ id, key }) => [key, id]))
  const periods = new Map((await listPeriods(reader)).map((period) => [period.id, period]))
  const facts = await listHeldFacts(
    reader,
    series.map(({ id }) => id),
    {
      placeIds: sheet.shape.places.flatMap((key) => placeIds.get(key) ?? []),
      breakdowns: [...new Set(sheet.shape.columns.map(({ breakdown }) => breakdown))],
    },
  )
  const bySeries = new Map(series.map((one) => [one.key, one]))
  const keyOf = (fact: Pick<HeldFact, 'seriesId' | 'placeId' | 'breakdown'>) =>
    `${fact.seriesId} ${fact.placeId} ${fact.breakdown}`
  const known = Map.groupBy(facts, keyOf)
  return (place: string, column: SheetColumn, period: Period | undefined): Earlier | undefined => {
    const one = bySeries.get(column.series)
    const placeId = placeIds.get(place)
    if (!one || !period || placeId === undefined) return undefined
    const held = known.get(keyOf({ seriesId: one.id, placeId, breakdown: column.breakdown })) ?? []
    const upToNow = held.flatMap((fact) => {
      const of = periods.get(fact.periodId)
      return of && of.kind === period.kind && of.start <= period.start ? [{ fact, of }] : []
    })
    const latest = upToNow.toSorted((a, b) => (a.of.start < b.of.start ? 1 : -1))[0]
    if (!latest) return undefined
    const text = textOf(latest.fact, one, language)
    return { period: latest.of, isSame: latest.of.key === period.key, text }
  }
}

function textOf(fact: HeldFact, series: Series, language: Language): string {
  const cell = decodeCell(fact)
  if ('missing' in cell) return missingInWords(cell.missing, language)
  const decimals = series.unit === 'eur' ? 2 : (fact.value?.split('.')[1] ?? '').length
  return formatValue(cell.value, series.unit, decimals, language)
}

/** By what the headings of a pasted table find a column: spellings that mean its series and no other one of the source. */
function namesOf(column: SheetColumn, catalogue: Catalogue, periodInWords: string): ColumnNames {
  const { series, period, breakdown } = column
  const known = catalogue.seriesByKey(series)
  const spellings = known ? [known.name, known.nameEn, known.key, ...known.aliases] : [series]
  return {
    series,
    seriesNames: spellings.filter((name) => !known || catalogue.findSeries(name) === known),
    period,
    periodKind: known?.periodKind ?? 'calendar-year',
    periodName: periodInWords,
    kind: known?.kind ?? 'count',
    unit: known?.unit ?? 'count',
    values: Object.entries(breakdownParts(breakdown)).map(([dimension, key]) => {
      const values = catalogue.content.dimensions.find((one) => one.key === dimension)?.values ?? []
      const value = values.find((one) => one.key === key)
      return value ? [value.name, value.key, ...value.aliases] : [key]
    }),
  }
}

async function buildView(
  reader: Reader,
  sheet: Sheet,
  language: Language,
  showsEarlier: boolean,
): Promise<SheetView> {
  const pick = (thing: { name: string; nameEn: string }) => nameIn(language, thing)
  const t = i18nFor(language).getFixedT(language, 'figures')
  const { shape } = sheet
  const catalogue = await getCatalogue(reader, sheet.source.key)
  const dimensions = new Map((await listDimensions(reader)).map((one) => [one.key, one]))
  const places = new Map((await listPlaces(reader)).map((place) => [place.key, place]))
  const whole = findWhole([...places.values()])
  const periodOf = ({ series, period }: SheetColumn) => {
    const known = catalogue.seriesByKey(series)
    return known && catalogue.readPeriod(period, known.periodKind)
  }
  const earlier = showsEarlier ? await readEarlier(reader, sheet, language) : undefined
  const inWords = (period: Period) => periodName(period, language, t)
  const readEarlierOf = (place: string, column: SheetColumn) => {
    const found = earlier?.(place, column, periodOf(column))
    return found ? { ...found, period: inWords(found.period) } : null
  }
  const isWhole = (key: string) => key === whole?.key
  return {
    rows: shape.places.map((key) => ({
      key,
      name: places.get(key)?.name ?? key,
      names: [places.get(key)?.name ?? key, key, ...(catalogue.places.byKey(key)?.aliases ?? [])],
      isWhole: isWhole(key),
      isPart: whole !== undefined && places.get(key)?.parentId === whole.id,
    })),
    columns: shape.columns.map((column) => {
      const known = catalogue.seriesByKey(column.series)
      const values = Object.entries(breakdownParts(column.breakdown)).map(([dimension, value]) => {
        const found = dimensions.get(dimension)?.values.find(({ key }) => key === value)
        return found ? pick(found) : value
      })
      const read = periodOf(column)
      const period = read ? inWords(read) : column.period
      const names = namesOf(column, catalogue, period)
      return {
        series: known ? pick(known) : column.series,
        period,
        breakdown: values.join(', '),
        kind: known?.kind ?? 'count',
        unit: known?.unit ?? 'count',
        decimals: known?.decimals ?? 0,
        addsUp: known?.overPlaces === 'sum',
        names: { ...names, values: names.values.map((names, index) => [...names, values[index] ?? '']) },
      }
    }),
    cells: fitCells(shape, sheet.cells),
    earlier: shape.places.map((place) => shape.columns.map((column) => readEarlierOf(place, column))),
  }
}

/** What the page of a sheet shows; undefined if it isn't in this person's scope. */
export async function readSheetPage(
  reader: Reader,
  actor: Actor | undefined,
  id: number,
  language: Language,
) {
  const sheet = await findSheet(reader, actor, id)
  if (!sheet) return undefined
  const showsEarlier = may(actor, 'figures.preview', sheet.source)
  const view = await buildView(reader, sheet, language, showsEarlier)
  const { version, receivedOn, note, changedBy, changedAt, deliveryId, deliveredVersion, source } = sheet
  return {
    view,
    sheet: {
      ...{ id, version, receivedOn, note, changedBy, deliveryId },
      isChangedSince: deliveredVersion !== null && deliveredVersion !== version,
      changedAt: changedAt.toISOString(),
      source: nameIn(language, source),
    },
    hasEarlier: view.earlier.some((row) => row.some((cell) => cell !== null)),
  }
}

/** As `readSheetPage`; where the page shows figures as they were delivered, the look is recorded in the same transaction. */
export async function openSheetPage(
  writer: Writer,
  actor: Actor,
  id: number,
  language: Language,
  now: Date,
): Promise<Awaited<ReturnType<typeof readSheetPage>>> {
  const page = await readSheetPage(writer, actor, id, language)
  if (!page) return undefined
  await demandSheet(writer, actor, id)
  if (page.hasEarlier) {
    await recordLook(writer, actor, {
      action: 'entry.look',
      thing: `entry-sheet ${id}`,
      reason: 'Frühere Werte bei der Eingabe',
      at: now,
    })
  }
  return page
}
