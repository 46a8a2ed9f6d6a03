import { readStateMark } from '#app/capabilities/accounts/accounts.server.ts'
import type { Cell } from '#app/plain/cell.ts'
import type { Disclosed } from '#app/plain/disclosure.ts'
import type { Language } from '#app/plain/format.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { remember } from '#app/platform/remembered.server.ts'
import { sparkline } from '#app/ui/charts/sparkline.ts'
import { type Heading, listFieldsOfAction, listLifePhases } from './definitions.server.ts'
import type { Indicator, IndicatorResult, Status } from './indicator.ts'
import { getResults } from './results.server.ts'
import { describeGoal, draftLead } from './sentences.ts'
import { findReading, findTownRow, latestYear } from './sheet.ts'
import { decimalsThatTell } from './status.ts'

export type OverviewRow = {
  readonly key: string
  readonly name: string
  readonly unit: Indicator['unit']
  readonly decimals: number
  /** Of the value: so many that a missed target doesn't look like a reached one. */
  readonly valueDecimals: number
  readonly direction: Indicator['direction']
  readonly periodKey: string
  readonly cell: Disclosed<Cell> | undefined
  readonly change: Disclosed<Cell> | undefined
  readonly goal: string | undefined
  readonly status: Status
  readonly sentence: string
  readonly sparkline: string | undefined
}

export type Overview = {
  readonly groups: readonly { readonly phase: Heading; readonly rows: readonly OverviewRow[] }[]
  readonly phases: readonly Heading[]
  readonly fields: readonly Heading[]
  readonly years: readonly number[]
  readonly count: number
}

type Choice = { readonly phase?: string; readonly field?: string; readonly year?: number | undefined }

/** Two dots are no course. */
const fewestForCourse = 3

const firstSentence = (text: string) => /^.*?[.?!](?=\s|$)/.exec(text)?.[0] ?? text

function overviewRow(result: IndicatorResult, chosen: number | undefined, language: Language): OverviewRow {
  const { indicator } = result
  const year = chosen ?? latestYear(result) ?? 0
  const town = findTownRow(result)
  const reading = findReading(town, year)
  const value = reading && 'value' in reading.cell ? reading.cell.value : undefined
  const { unit, decimals, direction, key, name } = indicator
  const shown =
    value === undefined
      ? decimals
      : decimalsThatTell(value, reading?.target, decimals, unit === 'eur' ? 100 : 1)
  const track = town && { key, name: town.place.name, points: town.readings }
  return {
    key,
    name,
    unit,
    decimals,
    valueDecimals: shown,
    direction,
    periodKey: reading?.periodKey ?? (year === 0 ? '' : String(year)),
    cell: reading?.cell,
    change: reading?.change,
    goal: reading && describeGoal(indicator, reading, language),
    status: reading?.status ?? 'no-data',
    sentence: firstSentence(indicator.meaning) || draftLead(result, { year, language }),
    sparkline:
      track && town.readings.filter((one) => 'value' in one.cell).length >= fewestForCourse
        ? sparkline({
            id: `verlauf-${key}`,
            title: name,
            language,
            unit,
            decimals,
            track,
            breaks: indicator.breaks,
          })
        : undefined,
  }
}

/** Results of the town as a whole, computed once per state of the data; whatever is chosen is picked from them. */
async function getTownResults(reader: Reader, language: Language): Promise<readonly IndicatorResult[]> {
  const name = JSON.stringify(['town results', reader.tenant, await readStateMark(reader), language])
  return remember(name, () => getResults(reader, { places: 'town', language }))
}

/** All indicators of the town by life phase, with the latest or a chosen year. */
export async function getOverview(reader: Reader, language: Language, choice: Choice): Promise<Overview> {
  const results = await getTownResults(reader, language)
  const phases = await listLifePhases(reader, language)
  const fields = await listFieldsOfAction(reader, language)
  const wanted = results.filter(
    ({ indicator }) =>
      (!choice.phase || indicator.phase === choice.phase) &&
      (!choice.field || indicator.field === choice.field),
  )
  const groups = phases.flatMap((phase) => {
    const rows = wanted
      .filter(({ indicator }) => indicator.phase === phase.key)
      .map((result) => overviewRow(result, choice.year, language))
    return rows.length > 0 ? [{ phase, rows }] : []
  })
  const years = [...new Set(results.flatMap((result) => result.years))].sort((a, b) => b - a)
  return { groups, phases, fields, years, count: wanted.length }
}
