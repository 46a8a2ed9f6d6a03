import type { TFunction } from 'i18next'
import { dayInWords } from '#app/plain/day.ts'
import { formatNumber, type Language } from '#app/plain/format.ts'
import { compare, fromNumber, type Rational, toNumber } from '#app/plain/rational.ts'
import { isSameName, writeSum } from '../history/change.ts'
import type { Former, Recut, RecutRow } from '../history/recut.ts'
import { shareOf } from '../succession.ts'
import { dayBefore } from '../validity.ts'

type Words = { readonly language: Language; readonly t: TFunction<'places'> }

/** A share of an old one in percent; one that rounding would turn into nothing or all says so. */
function shareInWords(share: Rational, { language, t }: Words): string {
  const percent = toNumber(share) * 100
  if (percent < 0.05) return t('recut.almostNothing')
  if (percent >= 99.95 && compare(share, fromNumber(1)) < 0) return t('recut.almostAll')
  const isWhole = Math.abs(percent - Math.round(percent)) < 1e-9
  return `${formatNumber(percent, isWhole ? 0 : 1, language)}\u00a0%`
}

export const numberInWords = (decimal: string, language: Language) =>
  formatNumber(Number(decimal), decimal.split('.')[1]?.length ?? 0, language)

/** Typed as percent: then the parts say no more than the shares, and can't be summed over old ones. */
const isInPercent = (rows: readonly RecutRow[]) => rows.every(({ whole }) => whole === '100')

/** A table of what comes from where: old ones in rows, new ones in columns. */
export type RecutTable = {
  readonly names: readonly string[]
  readonly rows: readonly {
    readonly key: string
    readonly name: string
    readonly cells: readonly { readonly share: string; readonly part: string }[]
    readonly whole: string
  }[]
  /** What each new one gets, in the measure of the parts; undefined where that is percent. */
  readonly sums: readonly string[] | undefined
  /** All of them together. */
  readonly total: string
}

export function tabulateRecut(recut: Recut, formers: readonly Former[], words: Words): RecutTable {
  const { names, rows } = recut
  const inPercent = isInPercent(rows)
  const write = (decimal: string) => (inPercent ? '' : numberInWords(decimal, words.language))
  const partsOf = (column: number) => rows.flatMap(({ parts }) => parts[column] ?? [])
  return {
    names,
    rows: rows.map(({ key, parts, whole }, row) => ({
      key,
      name: formers[row]!.name,
      cells: parts.map((part) =>
        part === undefined
          ? { share: '', part: '' }
          : { share: shareInWords(shareOf(part, whole)!, words), part: write(part) },
      ),
      whole: write(whole),
    })),
    total: write(writeSum(rows.map(({ whole }) => whole))),
    sums: inPercent ? undefined : names.map((_, column) => write(writeSum(partsOf(column)))),
  }
}

/** What areas that are cut anew would mean, sentence by sentence. */
export function describeRecut(
  recut: Recut,
  formers: readonly Former[],
  happenedOn: string,
  words: Words,
): readonly string[] {
  const { language, t } = words
  const list = (items: readonly string[]) => new Intl.ListFormat(language).format(items)
  const quote = (name: string) => t('recut.quoted', { name })
  const day = dayInWords(happenedOn, language)
  const last = dayInWords(dayBefore(happenedOn), language)
  const { names, rows, childParts } = recut
  const children = formers.flatMap((former) => former.children)
  const inPercent = isInPercent(rows)
  const goesTo = (row: RecutRow, index: number) => {
    const former = quote(formers[index]!.name)
    const goals = row.parts.flatMap((part, column) =>
      part === undefined ? [] : [{ part, name: quote(names[column]!) }],
    )
    if (goals.length === 1) return t('recut.sentence.whole', { former, name: goals[0]!.name })
    const parts = goals.map(({ part, name }) => {
      const share = shareInWords(shareOf(part, row.whole)!, words)
      const number = numberInWords(part, language)
      return t(inPercent ? 'recut.sentence.part' : 'recut.sentence.partCounted', { share, number, name })
    })
    const whole = numberInWords(row.whole, language)
    return t(inPercent ? 'recut.sentence.from' : 'recut.sentence.fromCounted', {
      former,
      whole,
      parts: list(parts),
    })
  }
  const madeOf = (name: string, column: number) => {
    const parts = rows.flatMap(({ parts: own, whole }, index) => {
      const part = own[column]
      if (part === undefined) return []
      const former = quote(formers[index]!.name)
      const share = shareOf(part, whole)!
      return compare(share, fromNumber(1)) === 0
        ? t('recut.sentence.allOf', { former })
        : t('recut.sentence.shareOf', { share: shareInWords(share, words), former })
    })
    const isNamesake = formers.some((former) => isSameName(former.name, name))
    return t(isNamesake ? 'recut.sentence.beginsAgain' : 'recut.sentence.begins', {
      name: quote(name),
      day,
      parts: list(parts),
    })
  }
  return [
    t('recut.sentence.end', { names: list(formers.map(({ name }) => quote(name))), day: last }),
    ...rows.map(goesTo),
    ...names.map(madeOf),
    ...[...childParts].map(([key, column]) =>
      t('recut.sentence.child', {
        child: quote(children.find((child) => child.key === key)?.name ?? ''),
        name: quote(names[column]!),
      }),
    ),
    t('keeping.change.sentence.counted', { day }),
    t('keeping.change.sentence.converted'),
  ]
}
