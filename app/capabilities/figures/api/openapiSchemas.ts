import { periodKinds } from '#app/plain/period.ts'
import { severities } from '../checks/finding.ts'
import { seriesKinds } from '../figure.ts'
import { findingStates } from '../findings/workflow.ts'
import { deliveryStates } from '../life/life.ts'
import { mostBreakdowns, mostValues, signs } from './order.ts'
import { problemStatuses, problemType } from './problem.ts'

const text = { type: 'string' } as const
const count = { type: 'integer', minimum: 0 } as const
const yes = { type: 'boolean' } as const
const optional = (schema: { readonly type: string }) => ({ ...schema, type: [schema.type, 'null'] })
const list = (items: object) => ({ type: 'array', items })

/** An object of which every part is there, unless it is named as missing. */
function object(properties: Readonly<Record<string, object>>, missing: readonly string[] = []) {
  const required = Object.keys(properties).filter((name) => !missing.includes(name))
  return { type: 'object', required, properties, additionalProperties: false } as const
}

const day = { type: 'string', format: 'date' } as const
const instant = { type: 'string', format: 'date-time' } as const
const sourceKey = { type: 'string', pattern: '^[a-z][a-z0-9_-]{0,59}$' } as const
const note = { type: 'string', maxLength: 2_000 } as const
const state = { type: 'string', enum: [...deliveryStates] } as const
const unmatched = list(object({ text, at: text, suggestions: list(text) }))

const table = {
  sheet: optional(text),
  headerRows: list(count),
  orientation: text,
}

/** What a file says; the same object that the command `import --json` prints. */
const report = {
  source: object({ key: text, name: text, proposed: yes }),
  layout: object({
    ...table,
    encoding: optional(text),
    delimiter: optional(text),
    tables: list(object({ ...table, firstDataRow: count, lastDataRow: optional(count) })),
  }),
  series: list(
    object({
      key: text,
      name: text,
      unit: text,
      kind: { type: 'string', enum: [...seriesKinds] },
      periodKind: { type: 'string', enum: [...periodKinds] },
      proposed: yes,
      values: count,
    }),
  ),
  places: list(object({ text, key: text, name: text, confidence: text })),
  periods: list(object({ kind: text, key: text, start: day, end: day })),
  stored: { ...count, description: 'Werte, die die Lieferung enthält.' },
  readable: count,
  states: {
    type: 'object',
    additionalProperties: count,
    description: 'Wie viele Werte da sind („value“) oder aus welchem Grund fehlen.',
  },
  unmatched,
  findings: {
    ...list(
      object({
        kind: text,
        severity: { type: 'string', enum: [...severities] },
        at: optional(text),
        expected: { type: ['number', 'string', 'null'] },
        found: { type: ['number', 'string', 'null'] },
        text,
      }),
    ),
    description: 'Auffälligkeiten: Fragen an die liefernde Stelle. Sie hindern die Lieferung nicht.',
  },
  errors: list({ $ref: '#/components/schemas/ProblemPlace' }),
}

/** What a form and an address can say about a delivery. */
export const orderProperties = {
  source: {
    ...sourceKey,
    description: 'Kürzel der Quelle; entbehrlich, wenn der Schlüssel nur für eine gilt.',
  },
  receivedOn: { ...day, description: 'Eingang; ohne Angabe heute.' },
  note: { ...note, description: 'Anmerkung zur Lieferung.' },
  dryRun: { ...yes, description: 'Probelauf: sagt, was geschähe, und speichert nichts.' },
  release: { ...yes, description: 'Gleich freigeben; nur mit einem Schlüssel, der das darf.' },
  reason: { ...note, description: 'Warum die Zahlen trotz offener Fragen gelten; nur mit „release“.' },
  replaces: { type: 'integer', minimum: 1, description: 'Nummer der Lieferung, die diese ganz ersetzt.' },
} as const

const value = {
  ...object(
    {
      series: { ...text, maxLength: 200, description: 'Schlüssel der Zahlenreihe.' },
      place: { ...text, maxLength: 200, description: 'Schlüssel des Orts.' },
      period: {
        type: ['string', 'integer'],
        maxLength: 100,
        description: 'Zeitraum, zum Beispiel 2026 oder "2025/26".',
      },
      breakdown: {
        type: 'object',
        additionalProperties: text,
        maxProperties: mostBreakdowns,
        description: 'Merkmal und Ausprägung; ohne Angabe die Gesamtzahl.',
      },
      value: {
        type: ['number', 'string'],
        description: 'In der Einheit der Zahlenreihe, mit Punkt: 1634, "82.5"; Beträge in Euro.',
      },
      sign: {
        type: 'string',
        enum: [...signs],
        description: 'Zeichen der amtlichen Statistik statt eines Werts.',
      },
    },
    ['breakdown', 'value', 'sign'],
  ),
  oneOf: [{ required: ['value'] }, { required: ['sign'] }],
}

export const schemas = {
  ProblemPlace: object(
    {
      sheet: { ...optional(text), description: 'Blatt der Arbeitsmappe.' },
      cell: { ...optional(text), description: 'Zelle, zum Beispiel „B12“.' },
      pointer: { ...text, description: 'Stelle im JSON (RFC 6901) oder Name der Angabe.' },
      text: { ...text, description: 'Ein Satz für Menschen.' },
    },
    ['pointer'],
  ),
  Problem: {
    ...object(
      {
        type: {
          type: 'string',
          enum: Object.keys(problemStatuses).map((kind) => `urn:problem-type:lueckenlos:${kind}`),
        },
        title: text,
        status: { type: 'integer', enum: [...new Set(Object.values(problemStatuses))] },
        detail: text,
        errors: list({ $ref: '#/components/schemas/ProblemPlace' }),
        unmatched,
      },
      ['errors', 'unmatched'],
    ),
    description: 'Problem Details (RFC 9457). Gespeichert ist dann nichts.',
    examples: [
      {
        type: problemType('has-problems'),
        title: 'Es sind Stellen zu klären',
        status: 422,
        detail: 'Gespeichert wurde nichts. Was zu klären ist, steht in „errors“, je Zelle mit einem Satz.',
        errors: [{ sheet: null, cell: 'A7', text: 'Den Ort „Nordwest“ gibt es nicht.' }],
      },
    ],
  },
  Report: object({ ...report, dryRun: { const: true } }),
  NewDelivery: object({
    ...report,
    dryRun: { const: false },
    delivery: { type: 'integer', minimum: 1 },
    state,
  }),
  Delivery: object({
    delivery: { type: 'integer', minimum: 1 },
    state,
    source: sourceKey,
    fileName: text,
    receivedOn: day,
    note: text,
    stored: { ...count, description: 'Werte, die nach der Freigabe gelten; vorher 0.' },
    createdAt: instant,
    releasedAt: optional(instant),
    replaces: { type: ['integer', 'null'] },
    findings: list(
      object({
        severity: { type: 'string', enum: [...severities] },
        state: { type: 'string', enum: [...findingStates] },
        at: optional(text),
        title: text,
        text,
        answer: optional(text),
      }),
    ),
  }),
  Form: {
    ...object(
      { ...orderProperties, file: { type: 'string', contentMediaType: 'application/octet-stream' } },
      Object.keys(orderProperties),
    ),
  },
  Values: object(
    { ...orderProperties, values: { ...list(value), minItems: 1, maxItems: mostValues } },
    Object.keys(orderProperties),
  ),
} as const
