import { type MissingReason, missingReasons } from '#app/plain/cell.ts'
import { missingInWords } from '#app/plain/format.ts'
import { type Block, cell, type TableRow } from '#app/platform/documents/document.ts'
import { listShownReadings, signsAnchor } from './indicatorSection.ts'
import { statusRuleAnchor } from './overview.ts'
import type { ReportFacts } from './report.ts'
import { comparedText, reportWords, type Words } from './words.ts'

function sentence(text: string): string {
  const trimmed = text.trim()
  return trimmed === '' || /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`
}

function indicatorTable(facts: ReportFacts, t: Words): Block {
  return {
    kind: 'table',
    id: 'tabelle-verfahren',
    caption: t('doc.methodCaption'),
    columns: [
      { head: t('doc.methodHeads.indicator'), align: 'start', width: 2 },
      { head: t('doc.methodHeads.method'), align: 'start', width: 4.4 },
      { head: t('doc.methodHeads.source'), align: 'start', width: 2 },
    ],
    rowHeads: 1,
    rows: facts.results.map(({ indicator }) => ({
      look: 'plain',
      cells: [
        cell(indicator.name),
        cell(
          [
            sentence(indicator.method || indicator.meaning),
            ...(indicator.formula ? [sentence(t('doc.formula', { formula: indicator.formula }))] : []),
          ].join(' '),
        ),
        cell(indicator.sourceNote || t('doc.unknown')),
      ],
    })),
    notes: [],
    source: undefined,
  }
}

function targetRows(facts: ReportFacts, t: Words): readonly TableRow[] {
  const { language } = facts
  return facts.targets.map(({ indicator, placeName, target }) => {
    const steps = target.path.map(({ year, value }) => ({
      year,
      value: comparedText(target.comparison, value, indicator, language, t),
    }))
    const shown =
      steps.length === 1 ? steps[0]!.value : steps.map((step) => t('doc.fromYear', step)).join('; ')
    return {
      look: 'plain',
      cells: [
        cell(indicator.name),
        cell(placeName),
        cell(shown),
        cell(target.decidedBy ?? t('doc.unknown'), target.decidedBy ? 'plain' : 'muted'),
        cell(target.note ?? ''),
      ],
    }
  })
}

function targetTable(rows: readonly TableRow[], t: Words): Block {
  return {
    kind: 'table',
    id: 'tabelle-zielwerte',
    caption: t('doc.targetsCaption'),
    columns: [
      { head: t('doc.targetsHeads.indicator'), align: 'start', width: 2.6 },
      { head: t('doc.targetsHeads.place'), align: 'start', width: 1.2 },
      { head: t('doc.targetsHeads.target'), align: 'start', width: 1.8 },
      { head: t('doc.targetsHeads.decidedBy'), align: 'start', width: 2 },
      { head: t('doc.targetsHeads.note'), align: 'start', width: 2.6 },
    ],
    rowHeads: 1,
    rows,
    notes: [],
    source: undefined,
  }
}

function deliveryTable(facts: ReportFacts, t: Words): Block {
  const locale = facts.language === 'de' ? 'de-DE' : 'en-GB'
  const day = (iso: string) =>
    new Date(`${iso}T00:00:00Z`).toLocaleDateString(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  return {
    kind: 'table',
    id: 'tabelle-lieferungen',
    caption: t('doc.deliveriesCaption'),
    columns: [
      { head: t('doc.deliveriesHeads.source'), align: 'start', width: 3 },
      { head: t('doc.deliveriesHeads.file'), align: 'start', width: 4 },
      { head: t('doc.deliveriesHeads.received'), align: 'end', width: 1.6 },
    ],
    rowHeads: 1,
    rows: facts.deliveries.map((delivery) => ({
      look: 'plain',
      cells: [cell(delivery.source), cell(delivery.fileName), cell(day(delivery.receivedOn))],
    })),
    notes: [],
    source: undefined,
  }
}

/** How often each reason stands for a value in the results. */
function countReasons(facts: ReportFacts): ReadonlyMap<MissingReason, number> {
  const counts = new Map<MissingReason, number>()
  for (const { cell: one } of facts.results.flatMap(listShownReadings)) {
    if ('missing' in one) counts.set(one.missing, (counts.get(one.missing) ?? 0) + 1)
  }
  return counts
}

/** Explains the reasons that occur and say more than their own words. */
function signBlocks(
  reasons: ReadonlyMap<MissingReason, number>,
  facts: ReportFacts,
  t: Words,
): readonly Block[] {
  const explained = missingReasons.flatMap((reason) => {
    const words = missingInWords(reason, facts.language)
    const explanation = t(`ui:cell.reasons.${reason}`)
    return reasons.has(reason) && words !== explanation ? [{ words, explanation }] : []
  })
  if (explained.length === 0) return []
  return [
    { kind: 'paragraph', look: 'plain', text: t('doc.signsIntro') },
    {
      kind: 'list',
      ordered: false,
      items: explained.map(({ words, explanation }) => [
        { kind: 'strong', content: [words] },
        `: ${explanation}`,
      ]),
    },
  ]
}

/** The last chapter: where the numbers come from, how they are judged, what the signs mean. */
export function composeMethod(facts: ReportFacts): readonly Block[] {
  const t = reportWords(facts.language)
  const targets = targetRows(facts, t)
  const reasons = countReasons(facts)
  const secret = (reasons.get('suppressed') ?? 0) + (reasons.get('secret-at-source') ?? 0)
  const rules = (['reached', 'nearly', 'missed', 'noData'] as const).map((key) => t(`doc.statusRules.${key}`))
  return [
    { kind: 'heading', id: 'verfahren', level: 1, text: t('doc.method'), numbered: true },
    { kind: 'paragraph', look: 'lead', text: t('doc.methodLead') },
    ...(facts.note ? [{ kind: 'paragraph' as const, look: 'plain' as const, text: facts.note }] : []),
    {
      kind: 'heading',
      id: 'verfahren-kennzahlen',
      level: 2,
      text: t('doc.methodIndicators'),
      numbered: true,
    },
    indicatorTable(facts, t),
    ...(targets.length === 0
      ? []
      : [
          {
            kind: 'heading' as const,
            id: 'verfahren-zielwerte',
            level: 2 as const,
            text: t('doc.methodTargets'),
            numbered: true,
          },
          targetTable(targets, t),
        ]),
    { kind: 'heading', id: statusRuleAnchor, level: 2, text: t('doc.methodStatus'), numbered: true },
    { kind: 'list', ordered: false, items: rules },
    { kind: 'heading', id: signsAnchor, level: 2, text: t('doc.methodSigns'), numbered: true },
    { kind: 'paragraph', look: 'plain', text: t('doc.secrecy') },
    {
      kind: 'paragraph',
      look: 'plain',
      text: secret === 0 ? t('doc.secrecyNone') : t('doc.secrecyCount', { count: secret }),
    },
    ...signBlocks(reasons, facts, t),
    ...(facts.deliveries.length === 0
      ? []
      : [
          {
            kind: 'heading' as const,
            id: 'verfahren-lieferungen',
            level: 2 as const,
            text: t('doc.methodDeliveries'),
            numbered: true,
          },
          deliveryTable(facts, t),
        ]),
  ]
}
