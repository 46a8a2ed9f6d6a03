import { countJudged, type ProgressCounts } from '#app/capabilities/goals/progress.ts'
import { differenceOfShown, formatNumber, formatValue, type Language } from '#app/plain/format.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { countTargets, type Profile, type ProfileLine } from './profile.ts'

const namespace = 'profiles'

/** The one sentence of the sheet: targets reached, and how many figures stand better or worse than in the town. */
export function leadOf(profile: Profile, place: string, language: Language): string {
  const t = i18nFor(language).getFixedT(language, namespace)
  const values = profile.lines.filter((line) => 'value' in line.reading.cell)
  if (profile.lines.length === 0) return t('lead.nothing', { place })
  if (values.length === 0) return t('lead.secret', { place })
  const { judged, reached } = countTargets(profile.lines)
  const compared = values.filter((line) => line.standing !== 'unknown')
  const better = compared.filter((line) => line.standing === 'better').length
  const worse = compared.filter((line) => line.standing === 'worse').length
  const beside = compared.length === 0 ? undefined : besideInWords(better, worse, language)
  const targets = judged === 0 ? undefined : reachedInWords(judged, reached, language)
  if (targets && beside) return t('lead.both', { place, targets, beside })
  return t('lead.one', { place, part: targets ?? beside ?? t('lead.figures', { count: values.length }) })
}

function reachedInWords(judged: number, reached: number, language: Language): string {
  const t = i18nFor(language).getFixedT(language, namespace)
  if (reached === 0) return t('lead.noneReached', { count: judged })
  if (reached === judged) return t('lead.allReached', { count: judged })
  return t('lead.reached', { count: reached, total: judged })
}

function besideInWords(better: number, worse: number, language: Language): string {
  const t = i18nFor(language).getFixedT(language, namespace)
  if (better === 0 && worse === 0) return t('lead.alike')
  if (better === 0) return t('lead.worse', { count: worse })
  const first = t('lead.better', { count: better })
  return worse === 0 ? first : t('lead.joined', { first, second: t('lead.worseToo', { count: worse }) })
}

/** "Von 9 Zielen, die sich im Jahr 2018 messen lassen, sind 2 erreicht und 7 noch nicht erreicht." Undefined without any. */
export function goalsInWords(counts: ProgressCounts, year: number, language: Language): string | undefined {
  const count = countJudged(counts)
  if (count === 0) return undefined
  const t = i18nFor(language).getFixedT(language, namespace)
  const parts = [
    counts.reached > 0 ? t('overview.reached', { count: counts.reached }) : t('overview.nothingReached'),
    ...(counts.nearly > 0 ? [t('overview.nearly', { count: counts.nearly })] : []),
    ...(counts.missed > 0 && counts.reached > 0 ? [t('overview.missed', { count: counts.missed })] : []),
  ]
  const last = parts.at(-1)!
  const words = parts.length === 1 ? last : `${parts.slice(0, -1).join(', ')}${t('overview.and')}${last}`
  return t('overview.measured', { count, year, parts: words })
}

/** "Besuchsquote (2018): 93 %, in der Stadt 82 %. Das Ziel (90 %) ist erreicht." */
export function strengthOf(line: ProfileLine, language: Language): string {
  const t = i18nFor(language).getFixedT(language, namespace)
  const { target, status } = line.reading
  const reached =
    status === 'reached' && target !== undefined
      ? ` ${t('strength.reached', { target: targetInWords(line, language) })}`
      : ''
  return `${t('strength.value', valuesOf(line, language))}${reached}`
}

/** A question, not a verdict: what is different here, or what has changed. */
export function questionOf(line: ProfileLine, language: Language): string {
  const t = i18nFor(language).getFixedT(language, namespace)
  const { change, target } = line.reading
  const { direction } = line.indicator
  if (change && 'value' in change && direction !== 'none') {
    const isWorse = change.value !== 0 && change.value > 0 === (direction === 'down')
    const before = line.course.find((reading) => reading.year === line.reading.year - 1)
    if (isWorse && before && 'value' in before.cell) {
      const earlier = formatShown(line, before.cell.value, language)
      const values = valuesOf(line, language)
      // "80 %, before 80 %" is no question, whatever the decimals say that aren't shown.
      if (earlier !== values.value) {
        return t('question.changed', { ...values, earlier, earlierYear: before.year })
      }
    }
  }
  if (line.standing === 'alike' && target !== undefined) {
    return t('question.target', { ...valuesOf(line, language), target: targetInWords(line, language) })
  }
  return t('question.different', valuesOf(line, language))
}

function valuesOf(line: ProfileLine, language: Language) {
  const own = 'value' in line.reading.cell ? formatShown(line, line.reading.cell.value, language) : ''
  const town = line.town && 'value' in line.town.cell ? formatShown(line, line.town.cell.value, language) : ''
  return { name: line.indicator.name, year: line.reading.year, value: own, town }
}

function formatShown({ indicator }: ProfileLine, value: number, language: Language): string {
  return formatValue(value, indicator.unit, indicator.decimals, language)
}

/** "mindestens 95 %", "unter 2 %": with the decimals that the target was decided with. */
export function targetInWords(line: ProfileLine, language: Language): string {
  const { target, comparison } = line.reading
  if (target === undefined || comparison === undefined) return ''
  const t = i18nFor(language).getFixedT(language, namespace)
  const { unit, decimals } = line.indicator
  const own = (String(unit === 'eur' ? target / 100 : target).split('.')[1] ?? '').length
  const shown = unit === 'ratio' ? Math.max(decimals, own) : own
  return t(`target.${comparison}`, { value: formatValue(target, unit, shown, language) })
}

/** "+11 Prozentpunkte" beside the town, or nothing where one of them isn't shown. */
export function distanceInWords(line: ProfileLine, language: Language): string | undefined {
  const own = 'value' in line.reading.cell ? line.reading.cell.value : undefined
  const town = line.town && 'value' in line.town.cell ? line.town.cell.value : undefined
  if (!line.comparable || own === undefined || town === undefined) return undefined
  const t = i18nFor(language).getFixedT(language, namespace)
  const { unit, decimals } = line.indicator
  const difference = Math.abs(differenceOfShown(own, town, unit, decimals))
  if (difference === 0) return t('distance.same')
  const number = formatNumber(difference / (unit === 'eur' ? 100 : 1), decimals, language)
  const amount =
    unit === 'percent'
      ? t('distance.points', { count: number === '1' ? 1 : 2, number })
      : unit === 'eur'
        ? formatValue(difference, unit, decimals, language)
        : number
  return t(own > town ? 'distance.above' : 'distance.below', { amount })
}
