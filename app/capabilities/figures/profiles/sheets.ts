import type { SheetSample } from '#app/platform/tables/table.ts'
import type { Guess } from '../guess/layoutguess.ts'
import { readAnyPeriod } from '../guess/words.ts'
import { chooseProfile, type FittedProfile, type StoredProfile } from './choose.ts'
import { headingKey, type ProfileParts, timesIn } from './profile.ts'

/** When the years and dates in a sheet's name begin, to sort by; a day without a year within the year beside it. */
function timeOf({ sheet }: SheetSample): string {
  const times = timesIn(sheet ?? '').map((text) => {
    const [, day, month] = /^(\d{1,2})\.\s?(\d{1,2})\.$/.exec(text) ?? []
    if (day && month) return { inYear: `${month.padStart(2, '0')}-${day.padStart(2, '0')}` }
    return { from: readAnyPeriod(text, 'school-year')?.start ?? text }
  })
  return [...times.flatMap(({ from }) => from ?? []), ...times.flatMap(({ inYear }) => inYear ?? [])].join(
    ' ',
  )
}

/**
 * The sheets of a workbook without those that were left out of the profile's file, years taken out of their names. Of several
 * sheets of one name of which only some were read (the last year) as many of the last ones are. New sheets stay: nobody has
 * said anything about them. Undefined where nothing is left out.
 */
function sheetsKnown(
  { tables, leftSheets = [] }: ProfileParts,
  samples: readonly SheetSample[],
): readonly SheetSample[] | undefined {
  const read = [...new Set(tables.flatMap(({ sheet }) => sheet ?? []))]
  const out = new Set<SheetSample>()
  for (const name of new Set(leftSheets.map(headingKey))) {
    const alike = samples.filter(({ sheet }) => sheet !== undefined && headingKey(sheet) === name)
    const wanted = read.filter((one) => headingKey(one) === name).length
    const newest = alike.toSorted((a, b) => timeOf(a).localeCompare(timeOf(b)))
    for (const one of newest.slice(0, Math.max(0, newest.length - wanted))) out.add(one)
  }
  const kept = samples.filter((sample) => !out.has(sample))
  return out.size === 0 || kept.length === 0 ? undefined : kept
}

/**
 * Guesses a file and reads it with the profile that fits best. Where a profile knows which sheets hold the figures, the others
 * aren't looked at, as long as it fits at least as well as without that.
 */
export function guessKnown(
  samples: readonly SheetSample[],
  profiles: readonly StoredProfile[],
  guessOf: (samples: readonly SheetSample[]) => Guess,
): { readonly guess: Guess; readonly known: FittedProfile | undefined } {
  const guess = guessOf(samples)
  let best = { guess, known: chooseProfile(profiles, guess.layout, samples) }
  for (const profile of profiles) {
    const some = sheetsKnown(profile.parts, samples)
    if (!some) continue
    const own = guessOf(some)
    const known = chooseProfile([profile], own.layout, some)
    if (!known || known.likeness < (best.known?.likeness ?? 0)) continue
    const doubts = samples
      .filter((sample) => !some.includes(sample) && sample.rows.length > 0)
      .map(({ sheet }) => ({ kind: 'sheet-not-read' as const, text: sheet ?? '' }))
    best = {
      guess: { ...own, doubts: [...own.doubts, ...doubts] },
      known: { ...known, use: { ...known.use, sheets: some.length } },
    }
  }
  return best
}
