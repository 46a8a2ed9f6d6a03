import { formatNumber, type Language } from '#app/plain/format.ts'
import { detectSystem, type SystemCode, toDegrees } from '../boundaries/referenceSystem.ts'
import type { Degrees } from './point.ts'

/** "7,8167", "7.8167", "418.202,6", "418 202.6": the last sign of two is the decimal one; of several dots all divide thousands. */
export function readCoordinate(text: string): number | undefined {
  const tidy = text
    .replace(/[\s\u00a0\u202f'’]/g, '')
    .replace(/[°mEN]$/i, '')
    .replace(/[,.]+$/, '')
  const isEnglish = /^-?\d{1,3}(?:,\d{3})+\.\d+$/.test(tidy)
  const plain = isEnglish ? tidy.replaceAll(',', '') : tidy
  if (!/^-?\d{1,3}(?:\.\d{3})+,\d+$|^-?\d{1,3}(?:\.\d{3}){2,}$|^-?\d+(?:[.,]\d+)?$/.test(plain))
    return undefined
  // "418.202" can be no degrees: it is metres with a dot for thousands.
  const isGrouped = /\..*[.,]/.test(plain) || (/^\d{3}\.\d{3}$/.test(plain) && Number(plain) > 180)
  const value = Number((isGrouped ? plain.replaceAll('.', '') : plain).replace(',', '.'))
  return Number.isFinite(value) && Math.abs(value) < 1e9 ? value : undefined
}

/** As it was written, with the marks of the language: "51,68". */
export function writeCoordinate(value: number, language: Language): string {
  const decimals = String(value).split('.')[1]?.length ?? 0
  return formatNumber(value, Math.min(decimals, 10), language)
}

export type Pair = readonly [number, number]
export type Kind = { readonly code: SystemCode; readonly swapped: boolean }

/** What a pair is by its size; "0 / 0" is how programmes write that they have none. */
export const kindOf = ([x, y]: Pair): Kind | undefined => detectSystem({ x: [x, x], y: [y, y] })
export const isNone = ([x, y]: Pair): boolean => x === 0 && y === 0

/** The kind that most pairs of a file are of: the others have a mistake. */
export function commonKind(pairs: readonly Pair[]): Kind | undefined {
  const counted = new Map<string, { kind: Kind; count: number }>()
  for (const pair of pairs) {
    const kind = kindOf(pair)
    if (!kind) continue
    const name = `${kind.code} ${kind.swapped}`
    counted.set(name, { kind, count: (counted.get(name)?.count ?? 0) + 1 })
  }
  return [...counted.values()].toSorted((a, b) => b.count - a.count)[0]?.kind
}

export const sameKind = (a: Kind | undefined, b: Kind | undefined): boolean =>
  a !== undefined && a.code === b?.code && a.swapped === b.swapped

/** Degrees of a pair of this kind; undefined where it has no image on the earth. */
export function degreesOf(kind: Kind): (pair: Pair) => Degrees | undefined {
  const project = toDegrees(kind.code)
  return ([x, y]) => project(kind.swapped ? [y, x] : [x, y])
}
