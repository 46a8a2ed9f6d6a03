import {
  formatChange,
  formatNumber,
  formatValue,
  type Language,
  missingInWords,
  type Unit,
} from '#app/plain/format.ts'
import { periodLabel } from '#app/plain/periodLabel.ts'
import type { FiguresT, Names } from '../sentences.ts'
import type { CellAddress, CellSaying, ChangedCell, Differences } from './differences.ts'

/** Names that the comparison mentions, in the reader's language. */
type Speaking = { readonly names: Names; readonly language: Language; readonly t: FiguresT }

/** What a file would change, in words. */
export type DifferencesView = ReturnType<typeof viewDifferences>

const decimalsOf = (decimal: string) => (decimal.split('.')[1] ?? '').length

function unitOf(series: string, names: Names): Unit {
  return names.series.get(series)?.unit ?? 'count'
}

function saying(said: CellSaying, unit: Unit, { language, t }: Speaking): string {
  if ('value' in said) {
    return formatValue(Number(said.value), unit, unit === 'eur' ? 2 : decimalsOf(said.value), language)
  }
  if (said.below === undefined) return missingInWords(said.missing, language)
  return t('differences.below', { number: formatValue(said.below, unit, 0, language) })
}

/** "+12 (+30 %)", of percentages in percentage points; for a gap that is filled or made, what happens. */
function changeOf({ before, after, series }: ChangedCell, { names, language, t }: Speaking): string {
  if (!('value' in before)) return 'value' in after ? t('differences.comes') : t('differences.reason')
  if (!('value' in after)) return t('differences.goes')
  const unit = unitOf(series, names)
  const difference = Number(after.value) - Number(before.value)
  const decimals = Math.max(decimalsOf(before.value), decimalsOf(after.value))
  if (unit === 'percent') {
    // Singular for one, up or down; "1,0" is plural.
    const count = decimals === 0 && Math.abs(difference) === 1 ? 1 : 2
    return t('differences.points', { count, change: formatChange(difference, decimals, language) })
  }
  const change =
    unit === 'eur'
      ? formatChange(difference / 100, 2, language)
      : formatChange(difference, decimals, language)
  if (Number(before.value) === 0) return change
  const share = formatChange((100 * difference) / Math.abs(Number(before.value)), 0, language)
  return `${change} (${share}${language === 'de' ? '\u202f' : ''}%)`
}

function addressOf(cell: CellAddress, { names, language, t }: Speaking) {
  const parts = cell.breakdown === '' ? [] : cell.breakdown.split('&')
  return {
    series: names.series.get(cell.series)?.name ?? cell.series,
    period: periodLabel(cell.period, language),
    place: names.places.get(cell.place) ?? cell.place,
    breakdown:
      parts.map((part) => names.dimensionValues.get(part) ?? part).join(', ') || t('differences.total'),
  }
}

/** "12 Werte sind anders als bisher, 3 fehlen diesmal, 60 sind neu, 1.204 sind gleich." */
function sentenceOf({ counts }: Differences, { language, t }: Speaking): string {
  if (counts.changed + counts.vanished + counts.unchanged === 0) return t('differences.allNew')
  if (counts.changed + counts.vanished + counts.new === 0) return t('differences.nothing')
  const parts = (['changed', 'vanished', 'new', 'unchanged'] as const)
    .filter((kind) => kind === 'changed' || counts[kind] > 0)
    .map((kind) =>
      t(`differences.${kind}`, { count: counts[kind], number: formatNumber(counts[kind], 0, language) }),
    )
  return `${parts.join(', ')}.`
}

/** Turns the comparison into what the page shows. `replaces`: number of the delivery that this one corrects. */
export function viewDifferences(
  differences: Differences,
  replaces: number | undefined,
  names: Names,
  language: Language,
  t: FiguresT,
) {
  const speaking: Speaking = { names, language, t }
  const { counts, groups, groupCount, changed, vanished } = differences
  const number = (value: number) => formatNumber(value, 0, language)
  const more = (key: 'byGroupMore' | 'changedMore' | 'vanishedMore', shown: number, count: number) =>
    shown < count ? t(`differences.${key}`, { shown: number(shown), number: number(count) }) : undefined
  const holdsAny = counts.changed + counts.vanished + counts.unchanged > 0
  return {
    sentence: sentenceOf(differences, speaking),
    vanishedMeans:
      counts.vanished === 0
        ? undefined
        : replaces === undefined
          ? t('differences.vanishedStays')
          : t('differences.vanishedGoes', { id: replaces }),
    groups: holdsAny
      ? groups.map((group) => ({
          key: `${group.series} ${group.period}`,
          series: names.series.get(group.series)?.name ?? group.series,
          period: periodLabel(group.period, language),
          changed: number(group.changed),
          vanished: number(group.vanished),
          new: number(group.new),
          unchanged: number(group.unchanged),
        }))
      : [],
    groupsMore: more('byGroupMore', groups.length, groupCount),
    changed: changed.map((cell) => ({
      key: `${cell.series} ${cell.period} ${cell.place} ${cell.breakdown}`,
      ...addressOf(cell, speaking),
      before: saying(cell.before, unitOf(cell.series, names), speaking),
      after: saying(cell.after, unitOf(cell.series, names), speaking),
      change: changeOf(cell, speaking),
    })),
    changedMore: more('changedMore', changed.length, counts.changed),
    vanished: vanished.map((cell) => ({
      key: `${cell.series} ${cell.period} ${cell.place} ${cell.breakdown}`,
      ...addressOf(cell, speaking),
      before: saying(cell.before, unitOf(cell.series, names), speaking),
    })),
    vanishedMore: more('vanishedMore', vanished.length, counts.vanished),
  }
}
