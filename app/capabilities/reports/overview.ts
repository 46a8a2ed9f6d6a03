import type { Status } from '#app/capabilities/indicators/indicator.ts'
import { type Block, cell, type Inline, type TableRow, type Text } from '#app/platform/documents/document.ts'
import type { ReportFacts, ReportGoal } from './report.ts'
import {
  isTown,
  listWords,
  readingOf,
  referenceMark,
  reportWords,
  statusCell,
  targetText,
  valueText,
  withReferences,
} from './words.ts'

const overviewTable = 'tabelle-ziele'
export const statusRuleAnchor = 'stand-regel'

type Judged = {
  readonly key: string
  readonly name: string
  readonly value: string
  readonly target: string
  readonly status: Status
}

/** Each indicator's town value in the report's year against its target; without a reading there is no data. */
function judgeIndicators(facts: ReportFacts): ReadonlyMap<string, Judged> {
  const t = reportWords(facts.language)
  return new Map(
    facts.results.map(({ indicator, rows }) => {
      const reading = readingOf(rows.find(isTown), facts.year)
      const judged = {
        key: indicator.key,
        name: indicator.name,
        value: reading ? valueText(reading.cell, reading.target, indicator, facts.language) : '',
        target: reading ? targetText(reading, indicator, facts.language, t) : '',
        status: reading?.status ?? 'none',
      }
      return [indicator.key, judged] as const
    }),
  )
}

const judgedStatuses = ['reached', 'nearly', 'missed', 'no-data'] as const

/** Indicators that a goal of the report refers to, or all where no goal does, with a target; each once. */
function withTarget(judged: ReadonlyMap<string, Judged>): readonly Judged[] {
  return [...judged.values()].filter((one) => one.status !== 'none')
}

function statusItems(list: readonly Judged[], anchors: ReadonlyMap<string, string>): readonly Text[] {
  return list.map((one) => {
    const anchor = anchors.get(one.key)
    const parts: Inline[] = [
      { kind: 'strong', content: [one.name] },
      `: ${one.value}${one.target ? ` (${one.target})` : ''}`,
    ]
    return anchor ? [...parts, ', ', { kind: 'reference', to: anchor }] : parts
  })
}

/** The first chapter: what a mayor reads in a minute. `anchors`: where each indicator is treated. */
export function composeGlance(facts: ReportFacts, anchors: ReadonlyMap<string, string>): readonly Block[] {
  const { language, year, town } = facts
  const t = reportWords(language)
  const judged = judgeIndicators(facts)
  const targeted = withTarget(judged)
  const countOf = (status: Status) => targeted.filter((one) => one.status === status).length
  const parts = [
    ...(countOf('reached') > 0 ? [t('doc.glanceReached', { count: countOf('reached') })] : []),
    ...(countOf('nearly') > 0 ? [t('doc.glanceNearly', { count: countOf('nearly') })] : []),
    ...(countOf('missed') > 0 ? [t('doc.glanceMissed', { count: countOf('missed') })] : []),
    ...(countOf('no-data') > 0 ? [t('doc.glanceNoData', { count: countOf('no-data') })] : []),
  ]
  const lead =
    targeted.length === 0
      ? t('doc.noTargets', { town })
      : t('doc.glanceLead', {
          count: targeted.length,
          town,
          parts: t('doc.glanceParts', { year, list: listWords(parts, language) }),
        })
  const intro = t('doc.statusIntro', { reference: referenceMark('table'), rule: referenceMark('rule') })
  const lists = judgedStatuses.flatMap((status): Block[] => {
    const list = targeted.filter((one) => one.status === status)
    if (list.length === 0) return []
    return [
      {
        kind: 'heading',
        id: `stand-${status}`,
        level: 3,
        text: capitalise(t(`ui:status.${status}`)),
        numbered: false,
      },
      { kind: 'list', ordered: false, items: statusItems(list, anchors) },
    ]
  })
  return [
    { kind: 'heading', id: 'ueberblick', level: 1, text: t('doc.glance', { year }), numbered: false },
    { kind: 'paragraph', look: 'lead', text: lead },
    ...(targeted.length === 0
      ? []
      : [
          {
            kind: 'key-figures' as const,
            items: judgedStatuses
              .filter((status) => status !== 'no-data' || countOf('no-data') > 0)
              .map((status) => ({
                value: String(countOf(status)),
                label: t(`ui:status.${status}`),
                note: t('doc.ofTargets', { count: targeted.length }),
              })),
          },
        ]),
    ...(lists.length === 0
      ? []
      : [
          {
            kind: 'heading',
            id: 'stand-kennzahlen',
            level: 2,
            text: t('doc.inShort'),
            numbered: false,
          } as const,
          ...lists,
        ]),
    ...(facts.goals.length === 0
      ? []
      : [
          { kind: 'heading', id: 'ziele-stand', level: 2, text: t('doc.overview'), numbered: false } as const,
          {
            kind: 'paragraph',
            look: 'plain',
            text: withReferences(intro, { table: overviewTable, rule: statusRuleAnchor }),
          } as const,
          goalTable(facts, judged),
        ]),
  ]
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function goalRows(
  goal: ReportGoal,
  judged: ReadonlyMap<string, Judged>,
  facts: ReportFacts,
): readonly TableRow[] {
  const t = reportWords(facts.language)
  const title = `${goal.number} ${goal.title}`
  const indicators = goal.indicatorKeys.flatMap((key) => judged.get(key) ?? [])
  if (indicators.length === 0) {
    return [
      {
        look: 'plain',
        cells: [cell(title), cell(t('doc.noIndicator'), 'muted'), cell(''), cell(''), cell('')],
      },
    ]
  }
  return indicators.map((one, index) => ({
    look: 'plain',
    cells: [
      cell(index === 0 ? title : goal.number),
      cell(one.name),
      cell(one.value || t('ui:status.no-data'), one.value === '' ? 'muted' : 'plain'),
      cell(one.target),
      one.status === 'none' ? cell(t('ui:status.none'), 'muted') : statusCell(one.status, t),
    ],
  }))
}

function goalTable(facts: ReportFacts, judged: ReadonlyMap<string, Judged>): Block {
  const t = reportWords(facts.language)
  const { year } = facts
  return {
    kind: 'table',
    id: overviewTable,
    caption: t('doc.overviewCaption', { year }),
    columns: [
      { head: t('doc.overviewHeads.goal'), align: 'start', width: 3.2 },
      { head: t('doc.overviewHeads.indicator'), align: 'start', width: 3 },
      { head: t('doc.overviewHeads.value', { year }), align: 'end', width: 1.5 },
      { head: t('doc.overviewHeads.target'), align: 'end', width: 2.4 },
      { head: t('doc.overviewHeads.status'), align: 'start', width: 2.1 },
    ],
    rowHeads: 1,
    rows: facts.goals.flatMap((goal): TableRow[] => [
      { look: 'group', cells: [cell(`${goal.number} ${goal.title}`)] },
      ...(goal.indicatorKeys.length > 0 ? goalRows(goal, judged, facts) : []),
      ...goal.children.flatMap((child) => goalRows(child, judged, facts)),
    ]),
    notes: [],
    source: undefined,
  }
}
