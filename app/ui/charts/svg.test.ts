import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { coordinate, drawing, element, escapeText, safeId, text, wrapText } from './svg.ts'

function parsedText(markup: string): string {
  let content = ''
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('text', (part) => {
    content += part
  })
  parser.write(markup).close()
  return content
}

describe('the builder of drawings', () => {
  test('any text survives as text and never becomes markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (content) => {
        const read = parsedText(`<t>${escapeText(content)}</t>`)
        const allowed = content
          .toWellFormed()
          .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
        expect(read.replace(/\r\n?/g, '\n')).toBe(allowed.replace(/\r\n?/g, '\n'))
      }),
    )
  }, 30_000)

  test('a coordinate that is no number is a mistake and not drawn', () => {
    expect(() => element('rect', { x: Number.NaN })).toThrow()
    expect(() => text(Number.POSITIVE_INFINITY, 0, 'x', { size: 10 })).toThrow()
    expect(coordinate(-0.001)).toBe('0')
  })

  test('different ids stay different after they were made safe', () => {
    const ids = fc
      .tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }))
      .filter(([a, b]) => a !== b)
    fc.assert(
      fc.property(ids, ([a, b]) => {
        expect(safeId(a)).not.toBe(safeId(b))
        expect(safeId(a)).toMatch(/^c-[A-Za-z0-9_-]*$/)
      }),
    )
  })

  test('a drawing has name and description, and family names with digits are quoted', () => {
    const svg = drawing({
      id: 'a',
      title: 'T & T',
      description: 'D',
      font: 'Source Sans 3',
      width: 10,
      height: 5,
    })
    expect(svg).toContain("<title id='c-a-title'>T &amp; T</title><desc id='c-a-desc'>D</desc>")
    expect(svg).toContain("role='img'")
    expect(svg).toContain("font-family='&#39;Source Sans 3&#39;'")
  })

  test('lines are broken at spaces and hyphens, and no letter is lost', () => {
    expect(wrapText('Bockum-Hövel und Hamm-Norden', 12, 90)).toEqual(['Bockum-Hövel', 'und Hamm-', 'Norden'])
    expect(wrapText('', 12, 90)).toEqual([])
  })
})
