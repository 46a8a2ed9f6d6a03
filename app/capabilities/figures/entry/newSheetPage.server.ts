import type { Actor } from '#app/capabilities/accounts/account.ts'
import { findWhole } from '#app/capabilities/places/place.ts'
import { listPlaces } from '#app/capabilities/places/places.server.ts'
import type { Language } from '#app/plain/format.ts'
import { nameIn } from '#app/plain/nameIn.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { getCatalogue, listDimensions, listOwnSources, listPeriods } from '../catalogue.server.ts'
import { countFilled } from './sheet.ts'
import { buildShape, type SheetChoice } from './sheetForm.ts'
import { listSheets } from './sheets.server.ts'

/** What the page for a new sheet offers for one source, and the sheets that exist. `sourceKey`: as chosen, if any. */
export async function readNewSheetPage(
  reader: Reader,
  actor: Actor | undefined,
  sourceKey: string | null,
  language: Language,
) {
  const pick = (thing: { name: string; nameEn: string }) => nameIn(language, thing)
  const sources = await listOwnSources(reader, actor)
  const chosen =
    sources.find(({ key }) => key === sourceKey) ?? (sources.length === 1 ? sources[0] : undefined)
  const sheets = await listSheets(reader, actor)
  return {
    sources: sources.map((source) => ({ value: source.key, label: pick(source) })),
    chosen: chosen && (await readOffer(reader, chosen.key, language)),
    sheets: sheets.map(({ id, source, shape, cells, changedAt, changedBy, deliveryId, ...sheet }) => ({
      id,
      source: pick(source),
      rows: shape.places.length,
      columns: shape.columns.length,
      filled: countFilled(cells),
      changedAt: changedAt.toISOString(),
      changedBy,
      deliveryId,
      isChangedSince: sheet.deliveredVersion !== null && sheet.deliveredVersion !== sheet.version,
    })),
  }
}

async function readOffer(reader: Reader, sourceKey: string, language: Language) {
  const pick = (thing: { name: string; nameEn: string }) => nameIn(language, thing)
  const catalogue = await getCatalogue(reader, sourceKey)
  const { series } = catalogue.content
  const used = new Set(series.flatMap(({ dimensions }) => dimensions))
  const places = await listPlaces(reader)
  const kinds = new Set(series.map(({ periodKind }) => periodKind))
  const latest = (await listPeriods(reader)).findLast(({ kind }) => kinds.has(kind))
  return {
    source: sourceKey,
    series: series.map((one) => ({
      value: one.key,
      name: pick(one),
      unit: one.unit,
      periodKind: one.periodKind,
    })),
    dimensions: (await listDimensions(reader))
      .filter(({ key }) => used.has(key))
      .map((one) => ({ value: one.key, label: pick(one) })),
    places: places
      .filter(({ kind }) => kind !== 'state')
      .map((place) => ({ value: place.key, label: place.name })),
    whole: findWhole(places)?.name ?? '',
    /** A period as this source writes it. */
    example: latest?.key ?? '2018',
  }
}

/** The shape that a choice gives, or what is wrong with it. */
export async function readShape(reader: Reader, choice: SheetChoice) {
  return buildShape(choice, await getCatalogue(reader, choice.source), await listPlaces(reader))
}
