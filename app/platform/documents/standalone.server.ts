import { readFile } from 'node:fs/promises'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { FinishedDocument } from './document.ts'
import { DocumentView } from './documentView.ts'
import { documentTexts } from './texts.ts'

const frame = `
body { margin: 0; background: #fff; font-family: "Source Sans 3", "Segoe UI", "Helvetica Neue", Arial, sans-serif; font-size: 1.06rem; color: #1b1f2a; }
main { max-width: 56rem; margin: 0 auto; padding: 3rem 1.25rem 5rem; }
.doc-cover { margin-bottom: 3rem; line-height: 1.5; color: #5b6270; }
.doc-cover h1 { font-size: clamp(2rem, 6vw, 3rem); line-height: 1.1; color: #1b1f2a; margin: 1.5rem 0 0.75rem; hyphens: auto; }
.doc-cover .doc-subtitle { font-size: 1.3rem; color: #253494; }
@page { size: A4; margin: 22mm 20mm; }
`

function Page(props: { document: FinishedDocument; css: string }) {
  const { meta } = props.document
  const words = documentTexts[meta.language]
  const date = new Date(`${meta.date}T00:00:00Z`).toLocaleDateString(
    meta.language === 'de' ? 'de-DE' : 'en-GB',
    {
      dateStyle: 'long',
      timeZone: 'UTC',
    },
  )
  const h = createElement
  return h(
    'html',
    { lang: meta.language },
    h(
      'head',
      null,
      h('meta', { charSet: 'utf-8' }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { name: 'description', content: meta.description }),
      h('title', null, `${meta.title} · ${meta.author}`),
      h('style', { dangerouslySetInnerHTML: { __html: frame + props.css } }),
    ),
    h(
      'body',
      null,
      h(
        'main',
        null,
        h(
          'header',
          { className: 'doc-cover' },
          h('p', null, meta.author),
          h('h1', null, meta.title),
          h('p', { className: 'doc-subtitle' }, meta.subtitle),
          h('p', null, meta.description),
          h('p', null, `${words.asOf} ${date}`),
        ),
        createElement(DocumentView, { document: props.document, firstLevel: 2 }),
      ),
    ),
  )
}

/** The document as one HTML file that needs nothing else: to keep, to send, to put on any web server. */
export async function createHtml(document: FinishedDocument): Promise<string> {
  const css = await readFile(new URL('./document.css', import.meta.url), 'utf8')
  return `<!doctype html>\n${renderToStaticMarkup(createElement(Page, { document, css }))}\n`
}
