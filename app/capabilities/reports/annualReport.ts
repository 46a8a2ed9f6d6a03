import type { Block, DraftDocument } from '#app/platform/documents/document.ts'
import { composeGoalChapters, indicatorAnchors } from './goalChapters.ts'
import { composeMethod } from './methodChapter.ts'
import { composeGlance } from './overview.ts'
import type { ReportFacts } from './report.ts'
import { reportWords } from './words.ts'

/**
 * The annual report as a document: overview, a chapter per strategic goal with its indicators, sources and method, lists.
 * The outline follows the catalogue of goals; every sentence with a number is made from the values themselves.
 */
export function composeAnnualReport(facts: ReportFacts): DraftDocument {
  const { language, year, town } = facts
  const t = reportWords(language)
  const heading = (id: string, text: string): Block => ({
    kind: 'heading',
    id,
    level: 1,
    text,
    numbered: false,
  })
  const body: readonly Block[] = [
    ...composeGlance(facts, indicatorAnchors(facts)),
    ...composeGoalChapters(facts),
    ...composeMethod(facts),
  ]
  const hasFigures = body.some((block) => block.kind === 'figure')
  return {
    meta: {
      title: t('doc.title', { year }),
      subtitle: t('doc.subtitle', { town }),
      language,
      author: facts.publisher,
      date: facts.asOf,
      description: t('doc.description'),
    },
    blocks: [
      heading('inhaltsverzeichnis', t('doc.contents')),
      { kind: 'contents' },
      ...body,
      heading('tabellen', t('doc.tables')),
      { kind: 'table-list' },
      ...(hasFigures ? [heading('abbildungen', t('doc.figures')), { kind: 'figure-list' } as const] : []),
    ],
  }
}
