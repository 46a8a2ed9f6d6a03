import { SaxesParser } from 'saxes'

/** The one family that is embedded for drawings and text; `report.typ` names it too. */
export const documentFont = 'Source Sans 3'

/** Drawings are made for 470 px = the text width of a page. */
const fullWidth = 470

export type SvgProblem = { readonly problem: 'svg' } | { readonly problem: 'font'; readonly family: string }

type SvgFacts = { readonly width: number; readonly problem: SvgProblem | undefined }

const forbiddenElements = new Set(['script', 'foreignObject', 'iframe', 'image', 'use', 'animate', 'set'])

function firstFamily(list: string): string {
  return (list.split(',')[0] ?? '').trim().replace(/^["']|["']$/g, '')
}

/** Family named in a `style` attribute, if any. */
function styleFamily(style: string | undefined): string | undefined {
  return /(?:^|;)\s*font-family\s*:\s*([^;]+)/i.exec(style ?? '')?.[1]
}

function readSvg(svg: string): SvgFacts {
  let width = 0
  let depth = 0
  let problem: SvgProblem | undefined
  const families: (string | undefined)[] = []
  const parser = new SaxesParser()
  parser.on('error', () => {
    problem ??= { problem: 'svg' }
  })
  parser.on('doctype', () => {
    problem ??= { problem: 'svg' }
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (depth === 0) {
      if (name !== 'svg') problem ??= { problem: 'svg' }
      width = Number.parseFloat(attributes.viewBox?.trim().split(/[\s,]+/)[2] ?? attributes.width ?? '')
      if (!(width > 0)) problem ??= { problem: 'svg' }
    }
    depth += 1
    const isUnsafe =
      forbiddenElements.has(name) ||
      Object.entries(attributes).some(
        ([key, value]) => /^on/i.test(key) || (/(?:^|:)href$/i.test(key) && !value.startsWith('#')),
      )
    if (isUnsafe) problem ??= { problem: 'svg' }
    const own = attributes['font-family'] ?? styleFamily(attributes.style)
    const family = own === undefined ? families.at(-1) : firstFamily(own)
    families.push(family)
    if (name === 'text' && family !== documentFont) problem ??= { problem: 'font', family: family ?? '' }
  })
  parser.on('closetag', () => {
    depth -= 1
    families.pop()
  })
  parser.write(svg).close()
  return { width, problem }
}

/**
 * What keeps a drawing out of a document: not well-formed, able to run or load something, or lettered in a family that is not
 * embedded (the PDF compiler would fall back without a word).
 */
export function svgProblem(svg: string): SvgProblem | undefined {
  return readSvg(svg).problem
}

/** Share of the text width (over 0, at most 1) at which the drawing's letters have their intended size. */
export function svgShare(svg: string): number {
  return Math.min(1, readSvg(svg).width / fullWidth)
}
