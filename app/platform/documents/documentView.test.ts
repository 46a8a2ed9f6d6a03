import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { FinishedDocument } from './document.ts'
import { DocumentView } from './documentView.ts'
import { createHtml } from './standalone.server.ts'
import { everyBlock, finishedOrThrow, heading, testDraft, testFigure, testTable } from './testDocument.ts'

const draw = (document: FinishedDocument, firstLevel = 2) =>
  renderToStaticMarkup(createElement(DocumentView, { document, firstLevel }))

function everything(): FinishedDocument {
  return finishedOrThrow(testDraft(everyBlock('Ein „Satz“ & <mehr>.')))
}

describe('a document on the screen', () => {
  it('has headings in their levels with anchors, and lists that lead there', () => {
    const html = draw(everything())
    expect(html).toContain('<h2 id="ziele" class="doc-h1"><span class="doc-number">1</span> Ziele</h2>')
    expect(html).toContain('<h3 id="ziele-im-einzelnen"')
    for (const [, target] of html.matchAll(/href="#([^"]+)"/g)) expect(html).toContain(`id="${target}"`)
    expect(draw(everything(), 1)).toContain('<h1 id="ziele"')
  })

  it('lists contents in the order of the document, in whatever order its labels were stored', () => {
    const names = ['zuletzt-genannt', 'b', 'ein-langer-name', 'a']
    const document = finishedOrThrow(
      testDraft([
        heading('inhalt', 1, 'Inhalt', false),
        { kind: 'contents' },
        ...names.map((name) => heading(name, 1, name)),
      ]),
    )
    const stored = { ...document, labels: Object.fromEntries(Object.entries(document.labels).sort()) }
    const found = [...draw(stored).matchAll(/<li class="doc-level-1"><a href="#([^"]+)"/g)].map(
      ([, id]) => id,
    )
    expect(found).toEqual(names)
  })

  it('marks the heads of columns, rows and groups with their scope', () => {
    const html = draw(finishedOrThrow(testDraft([testTable('t')])))
    expect(html.match(/<th scope="col"/g)).toHaveLength(3)
    expect(html.match(/<th scope="row"/g)).toHaveLength(2)
    expect(html).toContain('<th colSpan="3" scope="rowgroup"><span>Die Sozialräume</span></th>')
    expect(html).toContain(
      '<caption id="t-caption"><span class="doc-number">Tabelle\u00a01</span> Besuchsquote',
    )
  })

  it('gives every drawing its alternative text, and keeps what people typed as text', () => {
    const html = draw(
      finishedOrThrow(
        testDraft([testFigure('f', { alternative: '"<b>', caption: '<script>alert(1)</script>' })]),
      ),
    )
    expect(html).toContain('role="img" aria-label="&quot;&lt;b&gt;"')
    expect(html).not.toContain('<script>')
  })

  it('collects footnotes at the end with a way back', () => {
    const html = draw(everything())
    expect(html).toContain('href="#note-1" id="note-1-text" role="doc-noteref"')
    expect(html).toMatch(/role="doc-endnotes".*id="note-1".*href="#note-1-text"/s)
  })

  it('comes as one file that loads nothing', async () => {
    const html = await createHtml(everything())
    expect(html).toMatch(/^<!doctype html>\n<html lang="de">/)
    expect(html).toContain('<title>Bericht zur Präventionskette 2018 · Stadt Musterstadt</title>')
    expect(html.match(/<h1/g)).toHaveLength(1)
    expect(html).not.toMatch(/<(?:link|script|img|iframe)\b|@import|url\(/)
  })
})
