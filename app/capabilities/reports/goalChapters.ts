import type { Block } from '#app/platform/documents/document.ts'
import { composeIndicator } from './indicatorSection.ts'
import type { ReportFacts, ReportGoal } from './report.ts'
import { referenceMark, reportWords, withReferences } from './words.ts'

/** Anchor of the section that treats an indicator. */
function indicatorAnchor(key: string): string {
  return `kennzahl-${key}`
}

function goalAnchor(goal: ReportGoal): string {
  return `ziel-${goal.number.replace(/\./g, '-')}`
}

/** Text of a goal, who leads, and what has changed since the former catalogue. */
function goalWords(goal: ReportGoal, facts: ReportFacts): readonly Block[] {
  const t = reportWords(facts.language)
  const { change } = goal
  const isWorthSaying = change && change.kind !== 'kept'
  return [
    ...(goal.text ? [{ kind: 'paragraph' as const, look: 'lead' as const, text: goal.text }] : []),
    ...(isWorthSaying && change.note !== ''
      ? [
          {
            kind: 'paragraph' as const,
            look: 'small' as const,
            text: `${t('doc.changesIntro')} ${t(`doc.change.${change.kind}`)}. ${change.note}`,
          },
        ]
      : []),
    ...(goal.responsible
      ? [
          {
            kind: 'paragraph' as const,
            look: 'small' as const,
            text: t('doc.responsible', { name: goal.responsible }),
          },
        ]
      : []),
  ]
}

/** Where each indicator is treated: under the first goal that refers to it, else among the further ones. */
export function indicatorAnchors(facts: ReportFacts): ReadonlyMap<string, string> {
  return new Map(facts.results.map(({ indicator }) => [indicator.key, indicatorAnchor(indicator.key)]))
}

/**
 * One chapter per strategic goal; as the chapters before are not counted, chapter 1.2 is about goal 1.2. One more is for
 * indicators that no goal refers to.
 */
export function composeGoalChapters(facts: ReportFacts): readonly Block[] {
  const t = reportWords(facts.language)
  const results = new Map(facts.results.map((result) => [result.indicator.key, result]))
  const treated = new Set<string>()

  const indicatorBlocks = (keys: readonly string[], level: 2 | 3): readonly Block[] =>
    keys.flatMap((key): readonly Block[] => {
      const result = results.get(key)
      if (!result) return []
      const anchor = indicatorAnchor(key)
      if (treated.has(key)) {
        const sentence = t('doc.sharedIndicator', {
          name: result.indicator.name,
          reference: referenceMark('section'),
        })
        return [{ kind: 'paragraph', look: 'plain', text: withReferences(sentence, { section: anchor }) }]
      }
      treated.add(key)
      return [
        { kind: 'heading', id: anchor, level, text: result.indicator.name, numbered: true },
        ...composeIndicator(result, facts),
      ]
    })

  const chapters = facts.goals.flatMap((goal): readonly Block[] => [
    { kind: 'heading', id: goalAnchor(goal), level: 1, text: goal.title, numbered: true },
    ...goalWords(goal, facts),
    ...goal.children.flatMap((child): readonly Block[] => {
      const blocks = indicatorBlocks(child.indicatorKeys, 3)
      return [
        {
          kind: 'heading',
          id: goalAnchor(child),
          level: 2,
          text: child.title,
          numbered: true,
        },
        ...goalWords(child, facts),
        ...(blocks.length > 0
          ? blocks
          : [{ kind: 'paragraph' as const, look: 'plain' as const, text: t('doc.goalWithoutIndicator') }]),
      ]
    }),
    ...indicatorBlocks(goal.indicatorKeys, 2),
  ])

  const rest = facts.results.map(({ indicator }) => indicator.key).filter((key) => !treated.has(key))
  if (rest.length === 0) return chapters
  return [
    ...chapters,
    { kind: 'heading', id: 'weitere', level: 1, text: t('doc.otherIndicators'), numbered: true },
    { kind: 'paragraph', look: 'lead', text: t('doc.otherIndicatorsLead') },
    ...indicatorBlocks(rest, 2),
  ]
}
