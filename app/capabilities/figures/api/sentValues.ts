import type { GeneratedFile } from '../generated/generatedFile.ts'
import { writeLongFile, writeNumber } from '../generated/longFile.ts'
import type { Catalogue } from '../reading/catalogue.ts'
import type { FiguresT } from '../sentences.ts'
import type { SentValue } from './order.ts'
import type { ProblemPlace } from './problem.ts'

const shownErrors = 100

/** What can't be found in the catalogue, by the part of the body that says it. */
function findUnknown(
  sent: SentValue,
  at: string,
  catalogue: Catalogue,
  t: FiguresT,
): readonly ProblemPlace[] {
  const wrong = (part: string, text: string) => ({ sheet: null, cell: null, pointer: `${at}/${part}`, text })
  const series = catalogue.seriesByKey(sent.series)
  const errors: ProblemPlace[] = []
  if (!series) errors.push(wrong('series', t('api.unknown.series', { key: sent.series })))
  if (!catalogue.places.byKey(sent.place))
    errors.push(wrong('place', t('api.unknown.place', { key: sent.place })))
  if (!series) return errors
  if (!catalogue.readPeriod(sent.period, series.periodKind))
    errors.push(
      wrong(
        'period',
        t('api.unknown.period', { text: sent.period, kind: t(`series.kinds.${series.periodKind}`) }),
      ),
    )
  for (const [dimension, value] of Object.entries(sent.breakdown)) {
    const known = catalogue.content.dimensions.find(({ key }) => key === dimension)
    if (!known || !series.dimensions.includes(dimension))
      errors.push(wrong('breakdown', t('api.unknown.dimension', { key: dimension, series: series.name })))
    else if (!known.values.some(({ key }) => key === value))
      errors.push(wrong('breakdown', t('api.unknown.value', { key: value, dimension: known.name })))
  }
  return errors
}

/**
 * Figures of a JSON body as the file of a delivery, or each part that means nothing here. Keys only: a programme that writes
 * names sends a file, where names are compared and doubts can be shown.
 */
export function writeSentFile(
  values: readonly SentValue[],
  catalogue: Catalogue,
  t: FiguresT,
): { readonly file: GeneratedFile } | { readonly errors: readonly ProblemPlace[] } {
  const errors: ProblemPlace[] = []
  for (const [index, sent] of values.entries()) {
    if (errors.length >= shownErrors) break
    errors.push(...findUnknown(sent, `/values/${index}`, catalogue, t))
  }
  if (errors.length > 0) return { errors: errors.slice(0, shownErrors) }
  const cells = values.map(({ value, sign, ...cell }) => ({
    ...cell,
    text: value === undefined ? sign! : writeNumber(value),
  }))
  return { file: writeLongFile(cells, catalogue) }
}

/** Where in the body a cell of that file comes from: its line is the value's, one on for the headings. */
export function pointToValue(place: ProblemPlace): ProblemPlace {
  const row = /^[A-Z]+(\d+)$/.exec(place.cell ?? '')?.[1]
  return row === undefined ? place : { ...place, pointer: `/values/${Number(row) - 2}` }
}
