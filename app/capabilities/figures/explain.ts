import type { Language } from '#app/plain/format.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import type { ImportOutcome } from './import.server.ts'
import { describePersons, describeProblem, describeRefusal } from './sentences.ts'

const shownProblems = 20

/** Why an import did nothing, line by line: the reason first, then the cells that have to be settled. */
export function explainImport(
  outcome: Extract<ImportOutcome, { ok: false }>,
  language: Language,
): readonly string[] {
  const t = i18nFor(language).getFixedT(language, 'figures')
  switch (outcome.why) {
    case 'file':
      return [describeRefusal(outcome.refusal, t)]
    case 'persons':
      return [describePersons(outcome.persons, t)]
    case 'delivery':
      return [t(`no.${outcome.no}`)]
    case 'source-unclear':
      return [t('import.sourceUnclear', { sources: outcome.sources.join(', ') })]
    case 'problems':
      return [
        t('preview.problems', { count: outcome.count }),
        ...outcome.problems.slice(0, shownProblems).map((problem) => {
          const { cell, sentence } = describeProblem(problem, outcome.layout, t)
          return `${t('preview.atCell', { cell })}: ${sentence}`
        }),
      ]
  }
}
