import type { TFunction } from 'i18next'
import { dayInWords } from '#app/plain/day.ts'
import type { Language } from '#app/plain/format.ts'
import { formatNumber } from '#app/plain/format.ts'
import type { Place } from '../place.ts'
import { dayBefore } from '../validity.ts'

type Change = {
  readonly decision: { readonly happenedOn: string }
  readonly split:
    | { readonly parts: readonly { readonly name: string; readonly part: string }[]; readonly whole: string }
    | undefined
  readonly name: string
  readonly parent: string
  readonly places: readonly string[]
}

/** What a change would mean, sentence by sentence. */
export function describePlannedChange(
  kind: 'split' | 'merge' | 'rename' | 'move',
  place: Place,
  change: Change,
  places: readonly Place[],
  language: Language,
  t: TFunction<'places'>,
): readonly string[] {
  const day = dayInWords(change.decision.happenedOn, language)
  const last = dayInWords(dayBefore(change.decision.happenedOn), language)
  const nameOf = (key: string) => places.find((one) => one.key === key)?.name ?? ''
  if (kind === 'rename')
    return [t('keeping.change.sentence.renamed', { former: place.name, name: change.name, day })]
  if (kind === 'move') {
    const former = places.find(({ id }) => id === place.parentId)?.name ?? ''
    const parent = nameOf(change.parent)
    return [t('keeping.change.sentence.moved', { name: place.name, parent, former, day })]
  }
  const ending = [place.name, ...(kind === 'merge' ? change.places.map(nameOf) : [])]
  const beginning =
    kind === 'merge'
      ? [{ name: change.name, share: '' }]
      : (change.split?.parts ?? []).map(({ name, part }) => {
          const percent = (Number(part) / Number(change.split!.whole)) * 100
          const share = `${formatNumber(percent, Number.isInteger(percent) ? 0 : 1, language)} %`
          return { name, share: t('keeping.change.sentence.shareOf', { share, former: place.name }) }
        })
  const hasParts = places.some(({ parentId, validTo }) => parentId === place.id && validTo === undefined)
  return [
    ...ending.map((name) => t('keeping.change.sentence.ends', { name, day: last })),
    ...beginning.map(({ name, share }) => t('keeping.change.sentence.begins', { name, day, share })),
    ...(hasParts && kind === 'merge' ? [t('keeping.change.sentence.children', { name: place.name })] : []),
    t('keeping.change.sentence.counted', { day }),
    ...(kind === 'split' ? [t('keeping.change.sentence.converted')] : []),
  ]
}
