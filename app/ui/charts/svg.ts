/**
 * A small builder for SVG as text. Presentation attributes only: no style attributes (content security policy of the web pages),
 * no classes, no scripts, no foreignObject (the renderer of the PDF knows none of them).
 */

declare const drawn: unique symbol
/** Markup made by this file. Plain text can only get in through `text`, which escapes it. */
export type Svg = string & { readonly [drawn]: true }

type Attributes = Readonly<Record<string, string | number | undefined>>

const defaultFont = 'Fira Sans, Source Sans 3, sans-serif'

const unsafe = /[&<>"'\u0000-\u001f\ud800-\udfff\ufffe\uffff]/

/** Escapes markup and leaves out what XML 1.0 forbids (control characters, lone surrogates), which renderers refuse. */
export function escapeText(content: string): string {
  if (!unsafe.test(content)) return content
  return content
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;')
}

/** One decimal is a tenth of a pixel; small sizes (line widths, radii) keep two. A coordinate that isn't a number is a mistake in the drawing, never the reader's. */
export function coordinate(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`A chart got the coordinate ${value}`)
  const steps = Math.abs(value) < 10 ? 100 : 10
  return String(Math.round(value * steps) / steps + 0)
}

/** Attributes stand in single quotes, which JSON leaves as they are: pages with scripts carry their drawings as data, too. */
export function element(name: string, attributes: Attributes, ...children: readonly Svg[]): Svg {
  let start = name
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined) continue
    start += ` ${key}='${typeof value === 'number' ? coordinate(value) : escapeText(value)}'`
  }
  return (children.length === 0 ? `<${start}/>` : `<${start}>${children.join('')}</${name}>`) as Svg
}

export type TextLook = {
  readonly size: number
  readonly fill?: string
  readonly weight?: 400 | 600
  readonly anchor?: 'start' | 'middle' | 'end'
  /** A white edge keeps words readable on lines; in user units. */
  readonly halo?: number
}

/** One line of text; `y` is its baseline. Ends with a space, so that lines read aloud one after the other stay words. */
export function text(x: number, y: number, content: string, look: TextLook): Svg {
  const line = element(
    'text',
    {
      x,
      y,
      'font-size': look.size,
      'font-weight': look.weight === 600 ? 600 : undefined,
      'text-anchor': look.anchor === 'start' ? undefined : look.anchor,
      fill: look.fill,
      ...(look.halo && {
        stroke: '#ffffff',
        'stroke-width': look.halo,
        'stroke-linejoin': 'round',
        'paint-order': 'stroke',
      }),
    },
    escapeText(content) as Svg,
  )
  return `${line} ` as Svg
}

export function group(attributes: Attributes, ...children: readonly Svg[]): Svg {
  return children.length === 0 ? nothing : element('g', attributes, ...children)
}

export const nothing = '' as Svg

/** Wraps in a link where there is one; `label` is what a screen reader says where the words inside don't say it all. */
export function linked(href: string | undefined, label: string | undefined, content: Svg): Svg {
  return href === undefined ? content : element('a', { href, 'aria-label': label }, content)
}

export type Drawing = {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly font: string | undefined
  readonly width: number
  readonly height: number
  /** Links inside: the drawing is a group then, because nothing in an image can be operated. */
  readonly hasLinks?: boolean
}

/** The outermost element with name, description and one role; as wide as its place, `width` on paper. */
export function drawing(frame: Drawing, ...children: readonly Svg[]): string {
  const id = safeId(frame.id)
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${coordinate(frame.width)} ${coordinate(frame.height)}`,
      width: '100%',
      role: frame.hasLinks ? 'group' : 'img',
      'aria-labelledby': `${id}-title`,
      'aria-describedby': `${id}-desc`,
      'font-family': fontFamilies(frame.font ?? defaultFont),
      fill: '#1b1f2a',
    },
    element('title', { id: `${id}-title` }, escapeText(frame.title) as Svg),
    element('desc', { id: `${id}-desc` }, escapeText(frame.description) as Svg),
    ...children,
  )
}

/** A name with a digit at the start of a word ("Source Sans 3") must be quoted, or browsers drop the whole list. */
function fontFamilies(list: string): string {
  return list
    .split(',')
    .map((family) => family.trim().replace(/["']/g, ''))
    .map((family) => (/(^|\s)\d/.test(family) ? `'${family}'` : family))
    .join(', ')
}

/** Keys of places may hold anything; ids in a document must not. Distinct inputs stay distinct. */
export function safeId(id: string): string {
  return `c-${id.replace(/[^A-Za-z0-9-]/gu, (sign) => `_${(sign.codePointAt(0) ?? 0).toString(16)}_`)}`
}

const narrow = /[iIjlftr.,:;'|!()[\] \u202f-]/
const wide = /[mwMWÄÖÜ%–—@…]/
const capital = /[A-ZÄÖÜ0-9]/

/**
 * Width of a line in user units, estimated from the advance widths of Fira Sans (a little on the safe side):
 * a server has no screen to measure on, and labels must not touch.
 */
export function textWidth(content: string, size: number, weight: 400 | 600 = 400): number {
  let em = 0
  for (const sign of content) {
    em += narrow.test(sign) ? 0.31 : wide.test(sign) ? 0.83 : capital.test(sign) ? 0.6 : 0.55
  }
  return em * size * (weight === 600 ? 1.05 : 1)
}

/** Breaks at spaces, hyphens and slashes so that each line fits; a word that is too long alone stays whole. */
export function wrapText(
  content: string,
  size: number,
  width: number,
  weight: 400 | 600 = 400,
): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const part of content.split(/(?<=[ \-/])/)) {
    if (line !== '' && textWidth((line + part).trimEnd(), size, weight) > width) {
      lines.push(line.trimEnd())
      line = part
    } else line += part
  }
  if (line.trim() !== '') lines.push(line.trimEnd())
  return lines
}
