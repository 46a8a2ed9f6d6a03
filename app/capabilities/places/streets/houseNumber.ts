import { type HouseNumber, highestNumber } from './street.ts'

/** Longer lines are no addresses. */
const longestLine = 300

/** How a house number was read: `first` where several were given ("12-14") and the first was taken. */
export type ReadNumber = { readonly at: HouseNumber; readonly first: boolean }

const pattern = /^(\d{1,4})\s*([a-z]{0,2})(?:\s*(?:[-–—/+&,]|bis|und|u\.)\s*(?:\d{1,4})?\s*[a-z]{0,2})?$/i

/** "263 a", "263A", "0263", "12-14", "12/14"; undefined where no house number stands there. */
export function readHouseNumber(text: string): ReadNumber | undefined {
  if (text.length > longestLine) return undefined
  const tidy = text
    .normalize('NFC')
    .trim()
    .replace(/^(?:nr|hnr|hausnr)\.?\s*/i, '')
  const match = pattern.exec(tidy)
  if (!match) return undefined
  const number = Number(match[1])
  if (number > highestNumber) return undefined
  const suffix = match[2]!.toLowerCase()
  return {
    at: { number, suffix },
    first: /[-–—/+&,]|bis|und|u\./i.test(tidy.slice(match[1]!.length + suffix.length)),
  }
}

/** An address as somebody asks for it; postcode and town may be ''. */
export type Address = {
  readonly street: string
  readonly number: string
  readonly postcode: string
  readonly town: string
}

const endingNumber = /(?<!\d)(\d{1,4}\s?[a-z]{0,2}(?:\s?(?:[-–—/+&]|bis|und)\s?\d{1,4}\s?[a-z]{0,2})?)$/iu
const postcodeAndTown = /(?:^|[\s,;])(?:D-)?(\d{5})(?:\s+(\D{2,60}))?$/u

/**
 * Takes a line such as "Straße des 17. Juni 135 a, 10623 Berlin" apart. The number is the last one before postcode and town:
 * names of streets may hold numbers themselves.
 */
export function splitAddress(line: string): Address {
  const tidy = line
    .slice(0, longestLine)
    .normalize('NFC')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
  const place = postcodeAndTown.exec(tidy)
  const before = (place ? tidy.slice(0, place.index) : tidy).replace(/[,;]\s*$/, '').trim()
  const [streetPart = '', behind = ''] = place || !before.includes(',') ? [before] : before.split(',')
  const written = streetPart.replace(/[;,]/g, ' ').replace(/\s+/g, ' ').trim()
  const number = endingNumber.exec(written)
  const hasName = number !== null && /\p{L}/u.test(written.slice(0, number.index))
  const isNumberBehind = !hasName && readHouseNumber(behind) !== undefined
  return {
    street: (hasName ? written.slice(0, number.index) : written).trim(),
    number: hasName ? number[1]!.trim() : isNumberBehind ? behind.trim() : '',
    postcode: place?.[1] ?? '',
    town: (place?.[2] ?? (isNumberBehind ? '' : behind)).trim(),
  }
}
