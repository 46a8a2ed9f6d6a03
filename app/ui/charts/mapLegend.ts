import type { Language } from '#app/plain/format.ts'
import type { LegendLine } from './classes.ts'
import { missingFill, outline, quiet, secretFill } from './palette.ts'
import { element, group, type Svg, text } from './svg.ts'
import { chartTexts } from './texts.ts'

const lineHeight = 21

export function legendHeight(lines: readonly LegendLine[]): number {
  return lines.length === 0 ? 0 : lines.length * lineHeight + 14
}

function fillOf(look: LegendLine['look'], id: string): string {
  return look === 'secret' ? secretFill(id) : look === 'missing' ? missingFill(id) : look.colour
}

/** Legend under a map: sample, range in words, number of areas. `top` is its upper edge. */
export function legend(id: string, lines: readonly LegendLine[], top: number, language: Language): Svg {
  const words = chartTexts[language]
  return group(
    {},
    ...lines.map((line, index) => {
      const y = top + 12 + index * lineHeight
      const label = line.note === undefined ? line.label : `${line.label} (${line.note})`
      return group(
        {},
        element('rect', {
          x: 1,
          y,
          width: 24,
          height: 14,
          rx: 2,
          fill: fillOf(line.look, id),
          stroke: outline,
          'stroke-width': 0.75,
        }),
        text(34, y + 11.5, label, { size: 12.5 }),
        text(290, y + 11.5, words.areas(line.count), { size: 12.5, fill: quiet }),
      )
    }),
  )
}
