import type { Actor } from '#app/capabilities/accounts/account.ts'
import { demand, recordLook } from '#app/capabilities/accounts/accounts.server.ts'
import { listReleasedCells } from '#app/capabilities/confidentiality/confidentiality.server.ts'
import { listPlaces } from '#app/capabilities/places/places.server.ts'
import { formatCell, type Language } from '#app/plain/format.ts'
import { periodLabel } from '#app/plain/periodLabel.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { columnLetters } from '#app/platform/tables/sourcecell.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { listPeriods, listSeries, listSources } from '../catalogue.server.ts'
import { viewFinding } from '../findings/findingView.ts'
import { readNames } from '../names.server.ts'
import type { FindingAddress } from './history.server.ts'
import { listSayings } from './history.server.ts'

/** What stands in the trail, in German like everything that a municipality keeps. */
const fixedReason = 'Geschichte eines Werts'

export type WantedValue = FindingAddress & { readonly original: number | undefined }

/** What an address says of the value that is asked for. */
export function readWantedValue(search: URLSearchParams): WantedValue {
  const original = Number(search.get('original') ?? Number.NaN)
  return {
    series: search.get('reihe') ?? '',
    place: search.get('ort') ?? '',
    period: search.get('zeit') ?? '',
    breakdown: search.get('gliederung') ?? '',
    original: Number.isSafeInteger(original) && original > 0 ? original : undefined,
  }
}

async function findAddress(reader: Reader, wanted: WantedValue) {
  const series = (await listSeries(reader)).find(({ key }) => key === wanted.series)
  const place = (await listPlaces(reader)).find(({ key }) => key === wanted.place)
  const period = (await listPeriods(reader)).find(
    ({ key, kind }) => key === wanted.period && kind === series?.periodKind,
  )
  return series && place && period ? { series, place, period } : undefined
}

/**
 * The history of one value as this person may see it; undefined: no such series, place or period. Where it shows values as they
 * were delivered, the look is recorded.
 */
export async function openHistory(
  writer: Writer,
  actor: Actor,
  wanted: WantedValue,
  language: Language,
  now: Date,
) {
  const found = await findAddress(writer, wanted)
  if (!found) return undefined
  const { series, place, period } = found
  const source = (await listSources(writer)).find(({ key }) => key === series.sourceKey)!
  demand(actor, 'figures.read', source)
  const t = i18nFor(language).getFixedT(language, 'figures')
  const { names } = await readNames(writer, language, { layout: undefined, sourceKey: series.sourceKey })
  const address = {
    seriesId: series.id,
    placeId: place.id,
    periodId: period.id,
    breakdown: wanted.breakdown,
  }
  const released = await listReleasedCells(writer, {
    seriesIds: [series.id],
    placeIds: [place.id],
    periodIds: [period.id],
  })
  const current = released.find(({ breakdown }) => breakdown === wanted.breakdown)?.cell
  const sayings = await listSayings(writer, address, wanted, actor, language, wanted.original)
  if (sayings.some(({ exact }) => exact)) {
    await recordLook(writer, actor, {
      action: 'figure.look',
      thing: `series ${series.key}`,
      reason: fixedReason,
      details: {
        place: place.key,
        period: period.key,
        ...(wanted.breakdown && { breakdown: wanted.breakdown }),
      },
      at: now,
    })
  }
  const decimals = series.unit === 'eur' ? 2 : series.decimals
  const parts = wanted.breakdown === '' ? [] : wanted.breakdown.split('&')
  return {
    series: names.series.get(series.key)?.name ?? series.key,
    place: place.name,
    period: periodLabel(period.key, language),
    breakdown: parts.map((part) => names.dimensionValues.get(part) ?? part).join(', '),
    current,
    unit: series.unit,
    decimals,
    sayings: sayings.map(({ exact, steps, ...saying }) => ({
      ...saying,
      /** As spreadsheets call it: B12. */
      spot: `${columnLetters(saying.column)}${saying.row}`,
      steps: steps.map((step) => ({ ...step, at: step.at.toISOString() })),
      exact: exact && {
        value: formatCell(exact.cell, series.unit, decimals, language),
        original: exact.original,
        isRead: exact.isRead,
        findings: exact.findings.map((finding) => viewFinding(finding, names, language, t)),
      },
    })),
  }
}
