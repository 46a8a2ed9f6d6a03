import type { Cell } from '#app/plain/cell.ts'
import { drawableValue, isSecret } from './chart.ts'
import { element, nothing, type Svg, safeId } from './svg.ts'

/** Colours of all charts. Words are always `ink` or `quiet` (at least 4.5 : 1 on white, WCAG 2.2, 1.4.3). */
export const ink = '#1b1f2a'
export const quiet = '#5b6270'
export const gridLine = '#e3e6eb'
export const outline = '#8a919e'
export const area = '#1f5f94'
export const areaBand = '#cfe0ee'
export const town = '#7d8593'
export const target = '#a03c12'
export const paper = '#ffffff'

/**
 * Sequential colours from light to dark, ColorBrewer YlGnBu (Harrower and Brewer 2003) with a darker fourth step: lightness
 * falls from step to step, so they stay apart for colour-blind readers and in a grey print.
 */
const ramps: Readonly<Record<number, readonly string[]>> = {
  1: ['#a1dab4'],
  2: ['#d9f0c3', '#2470a8'],
  3: ['#ffffcc', '#41b6c4', '#253494'],
  4: ['#ffffcc', '#a1dab4', '#41b6c4', '#253494'],
  5: ['#ffffcc', '#a1dab4', '#41b6c4', '#2470a8', '#253494'],
}

/** `count` colours, 1 to 5. */
export function classColours(count: number): readonly string[] {
  const ramp = ramps[count]
  if (!ramp) throw new RangeError(`There are colours for 1 to 5 classes, not for ${count}`)
  return ramp
}

/** Relative luminance (WCAG 2.2) of `#rrggbb`, 0 to 1. */
function luminance(colour: string): number {
  const channel = (from: number) => {
    const share = Number.parseInt(colour.slice(from, from + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

/** Contrast ratio (WCAG 2.2), 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** Ink or white, whichever reads better on this ground. */
export function inkOn(ground: string): string {
  return contrast(ink, ground) >= contrast(paper, ground) ? ink : paper
}

/** Fill for what is secret: diagonal lines. */
export function secretFill(id: string): string {
  return `url(#${safeId(id)}-secret)`
}

/** Fill for values that are missing without being secret: sparse dots. */
export function missingFill(id: string): string {
  return `url(#${safeId(id)}-missing)`
}

/** Which fills a drawing refers to: a pattern nobody uses would only make it longer. */
export type UsedFills = { readonly secret: boolean; readonly missing: boolean }

/** The patterns that the two fills refer to. `scale` fits them to the size of the drawing. */
export function patterns(id: string, used: UsedFills, scale = 1): Svg {
  if (!used.secret && !used.missing) return nothing
  const size = 6 * scale
  const side = { width: size, height: size }
  const tile = { ...side, patternUnits: 'userSpaceOnUse' }
  return element(
    'defs',
    {},
    used.secret
      ? element(
          'pattern',
          { id: `${safeId(id)}-secret`, ...tile, patternTransform: 'rotate(45)' },
          element('rect', { ...side, fill: '#f4f5f7' }),
          element('rect', { width: size * 0.28, height: size, fill: '#9aa1ad' }),
        )
      : nothing,
    used.missing
      ? element(
          'pattern',
          { id: `${safeId(id)}-missing`, ...tile },
          element('rect', { ...side, fill: '#fafafb' }),
          element('circle', { cx: size / 2, cy: size / 2, r: 0.8 * scale, fill: '#b4bac4' }),
        )
      : nothing,
  )
}

/** The fills that these cells need; `alsoMissing`: gaps are drawn too, not left empty. */
export function fillsOf(cells: readonly Cell[], alsoMissing: boolean): UsedFills {
  return {
    secret: cells.some(isSecret),
    missing: alsoMissing && cells.some((cell) => drawableValue(cell) === undefined && !isSecret(cell)),
  }
}
