import fc from 'fast-check'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { Prose } from './Prose.tsx'
import { readProse } from './prose.ts'

const draw = (text: string) => renderToStaticMarkup(createElement(Prose, { text }))

describe('text without markup', () => {
  test('becomes paragraphs, headings and lists', () => {
    expect(draw('Erste Zeile\nzweite Zeile\n\n# Kopf\n- eins\n- zwei\n\nEnde')).toBe(
      '<div class="ll-prose ll-stack"><p>Erste Zeile<br/>zweite Zeile</p><h3 class="ll-h3">Kopf</h3>' +
        '<ul class="ll-list"><li>eins</li><li>zwei</li></ul><p>Ende</p></div>',
    )
  })

  test('leads to addresses that begin with https or are mail addresses, and to nothing else', () => {
    const hrefs = (text: string) => [...draw(text).matchAll(/href="([^"]*)"/g)].map((match) => match[1])
    expect(hrefs('Siehe https://stadt.example/a?b=c&d, oder (https://x.example).')).toEqual([
      'https://stadt.example/a?b=c&amp;d',
      'https://x.example',
    ])
    expect(hrefs('Schreiben Sie an rathaus@stadt.example.')).toEqual(['mailto:rathaus@stadt.example'])
    expect(hrefs('http://x.example javascript:alert(1) //x.example data:text/html,x @niemand')).toEqual([])
  })

  test('stays text where it looks like markup', () => {
    expect(draw('<script>alert(1)</script> & "x"')).toContain('&lt;script&gt;')
    expect(draw('<img src=x onerror=alert(1)>')).not.toContain('<img')
  })

  test('never makes an element but those, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const [, name] of draw(text).matchAll(/<\/?([a-z0-9]+)/g))
          expect(['div', 'p', 'br', 'h3', 'ul', 'li', 'a']).toContain(name)
      }),
    )
  })

  test('loses no word', () => {
    const word = fc.stringMatching(/^[a-zäöüß0-9<&"#*-]{1,8}$/)
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), fc.constantFrom(' ', '\n', '\n\n'), (words, gap) => {
        const text = `x${words.join(gap)}`
        const kept = readProse(text)
          .flatMap((block) =>
            block.kind === 'heading'
              ? [block.text]
              : (block.kind === 'list' ? block.items : block.lines).map((line) =>
                  line.map((part) => part.text).join(''),
                ),
          )
          .join(' ')
        const letters = (all: string) => all.replaceAll(/[\s#*•-]/g, '')
        expect(letters(kept)).toBe(letters(text))
      }),
    )
  })
})
