import { isDay as isDayOfCalendar } from '#app/plain/day.ts'

/*
 * Which places hold when. A period belongs to the places of its last day, as official statistics publish a year's figures
 * for the areas of 31 December (Statistisches Bundesamt, "Gebietsstand"). One day decides, so that of a place and its
 * successors never both are parts of one sum.
 */

type Dated = { readonly validFrom?: string | undefined; readonly validTo?: string | undefined }
type Spanned = { readonly end: string }

/** Whether the place is there on this day (ISO). */
export function holdsOn({ validFrom, validTo }: Dated, day: string): boolean {
  return (validFrom === undefined || validFrom <= day) && (validTo === undefined || day <= validTo)
}

/** Whether figures of this period are counted for the place. */
export function holdsIn(place: Dated, period: Spanned): boolean {
  return holdsOn(place, period.end)
}

/** The places that hold in a period, in their order, each with the parent and the name that it had then. */
export function placesAt<T extends Dated & Parented & Named>(
  places: readonly T[],
  period: Spanned,
): readonly T[] {
  return places
    .filter((place) => holdsIn(place, period))
    .map((place) => {
      const [parentId, name] = [parentOn(place, period.end), nameOn(place, period.end)]
      return parentId === place.parentId && name === place.name ? place : { ...place, parentId, name }
    })
}

type Parented = {
  readonly parentId: number | undefined
  readonly formerParents?: readonly { readonly parentId: number; readonly until: string }[]
}

/** Under which place it stood on this day. */
export function parentOn({ parentId, formerParents }: Parented, day: string): number | undefined {
  return formerParents?.find(({ until }) => day <= until)?.parentId ?? parentId
}

type Named = {
  readonly name: string
  readonly formerNames?: readonly { readonly name: string; readonly until: string }[]
}

/** What it was called on this day. */
export function nameOn({ name, formerNames }: Named, day: string): string {
  return formerNames?.find(({ until }) => day <= until)?.name ?? name
}

/** The day before an ISO day: a place ends on it when its successor begins. */
export function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - 1)
  return date.toISOString().slice(0, 10)
}

/** Whether a text is a day of the calendar as forms send it ("2025-01-01"), not before there were statistics of places. */
export const isDay = (text: string): boolean => isDayOfCalendar(text) && text >= '1800-01-01'
