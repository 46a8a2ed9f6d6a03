import type { Place } from '#app/capabilities/places/place.ts'
import type { Language } from '#app/plain/format.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import type { AreaValue, Track } from '#app/ui/charts/chart.ts'
import { sparkline } from '#app/ui/charts/sparkline.ts'
import { spreadStrip } from '#app/ui/charts/spreadStrip.ts'
import type { ProfileLine } from './profile.ts'
import { distanceInWords, targetInWords } from './sentences.ts'

/** A row of the sheet's table: what is shown, nothing more. */
export type ProfileRow = ReturnType<typeof profileRow>

type RowOptions = {
  readonly place: Place
  readonly townKey: string | undefined
  readonly townName: string
  /** `/hamm` */
  readonly base: string
  readonly phases: ReadonlyMap<string, string>
  readonly language: Language
}

export function profileRow(line: ProfileLine, options: RowOptions) {
  const { indicator, reading, town } = line
  const { place, base, phases, language } = options
  const origin = (placeKey: string) =>
    `${base}/zahlen/${indicator.key}/herkunft?raum=${encodeURIComponent(placeKey)}&jahr=${reading.year}`
  return {
    key: indicator.key,
    name: indicator.name,
    href: `${base}/zahlen/${indicator.key}?raum=${encodeURIComponent(place.key)}`,
    phase: phases.get(indicator.phase) ?? '',
    year: reading.year,
    unit: indicator.unit,
    decimals: indicator.decimals,
    direction: indicator.direction,
    cell: reading.cell,
    origin: origin(place.key),
    town: town?.cell,
    townOrigin: options.townKey === undefined ? undefined : origin(options.townKey),
    distance: distanceInWords(line, language),
    target: targetInWords(line, language),
    status: reading.status,
    change: reading.change,
    ...drawCourse(line, options),
  }
}

function drawCourse(line: ProfileLine, { place, townName, language }: RowOptions) {
  const t = i18nFor(language).getFixedT(language, 'profiles')
  const { indicator, reading } = line
  const { unit, decimals, name, breaks } = indicator
  const frame = { language, unit, decimals }
  const track: Track = { key: place.key, name: place.name, points: line.course }
  const town: Track = { key: 'town', name: townName, points: line.townCourse }
  const value = (area: ProfileLine['areas'][number]): AreaValue => ({
    key: area.place.key,
    name: area.place.name,
    cell: area.reading.cell,
  })
  return {
    course:
      line.course.length < 2
        ? undefined
        : sparkline({
            ...frame,
            id: `verlauf-${indicator.key}`,
            title: t('chart.course', { indicator: name, place: place.name }),
            track,
            town: line.comparable ? town : undefined,
            breaks,
          }),
    spread:
      line.areas.filter((area) => 'value' in area.reading.cell).length < 2
        ? undefined
        : spreadStrip({
            ...frame,
            id: `lage-${indicator.key}`,
            title: t('chart.spread', { indicator: name }),
            area: { key: place.key, name: place.name, cell: reading.cell },
            others: line.areas.map(value),
            town:
              line.comparable && line.town
                ? { key: 'town', name: townName, cell: line.town.cell }
                : undefined,
            target: reading.target,
            width: 150,
          }),
  }
}
