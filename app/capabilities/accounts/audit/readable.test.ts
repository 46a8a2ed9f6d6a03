import { describe, expect, test } from 'vitest'
import { i18nFor } from '#app/texts/i18n.ts'
import { masked } from './describeChange.ts'
import { nameAction, nameDetail, namePath, nameThing, readTypedThing } from './naming.ts'
import { readDetails } from './readable.ts'
import { auditTexts } from './texts.ts'
import { pageOfThing, readThing } from './thing.ts'
import { readTrailFilter, writeTrailFilter } from './trail.ts'

const t = i18nFor('de').getFixedT('de', 'audit')
const text = (value: string) => ({ kind: 'text' as const, text: value })

describe('details of an entry', () => {
  test('show what changed field by field, within nested ones too', () => {
    const details = {
      before: { title: 'Alt', rule: { kind: 'threshold', threshold: 5 } },
      after: { title: 'Neu', rule: { kind: 'threshold', threshold: 3 } },
      facts: 12,
    }
    expect(readDetails(details)).toEqual({
      rows: [
        { path: ['title'], before: text('Alt'), after: text('Neu') },
        {
          path: ['rule', 'threshold'],
          before: { kind: 'number', number: 5 },
          after: { kind: 'number', number: 3 },
        },
        { path: ['facts'], value: { kind: 'number', number: 12 } },
      ],
      further: 0,
    })
  })

  test('of something created are values, of a list of things numbered', () => {
    expect(
      readDetails({ after: { keys: ['a', 'b'], grants: [{ role: 'planning' }], note: '' } }).rows,
    ).toEqual([
      { path: ['keys'], value: text('a, b') },
      { path: ['grants', '1', 'role'], value: text('planning') },
      { path: ['note'], value: { kind: 'empty' } },
    ])
  })

  test('say of personal fields that they changed', () => {
    const [row] = readDetails({ before: { email: masked }, after: { email: masked } }).rows
    expect(row).toEqual({ path: ['email'], before: { kind: 'masked' }, after: { kind: 'masked' } })
    expect(nameDetail(t, row!.before!, 'de', 'email')).toBe('persönliche Angabe, nicht aufgezeichnet')
  })

  test('hold words for states and roles, but what people typed as they typed it', () => {
    expect(nameDetail(t, text('accepted'), 'de', 'state')).toBe('angenommen')
    expect(nameDetail(t, text('accepted'), 'de', 'title')).toBe('accepted')
    expect(nameDetail(t, text('strange'), 'de', 'state')).toBe('strange')
  })

  test('end after 300 rows and say how many follow; of nonsense there are none', () => {
    const after = Object.fromEntries(Array.from({ length: 320 }, (_, index) => [`field${index}`, index]))
    const { rows, further } = readDetails({ after })
    expect([rows.length, further]).toEqual([300, 20])
    for (const details of [null, 'text', [1], 7]) expect(readDetails(details).rows).toEqual([])
  })
})

describe('words', () => {
  test('of actions, things and fields are German; what has none stands as it is stored', () => {
    expect(nameAction(t, 'goals.change')).toBe('Ziel geändert')
    expect(nameAction(t, 'weather.change')).toBe('weather.change')
    expect(nameThing(t, 'delivery 12', new Map())).toBe('Lieferung 12')
    expect(nameThing(t, 'account 7', new Map([[7, 'Erika Beispiel']]))).toBe('Konto Erika Beispiel')
    expect(nameThing(t, 'account 8', new Map())).toBe('Konto 8')
    expect(nameThing(t, 'cloud 3', new Map())).toBe('cloud 3')
    expect(nameThing(t, 'life phases', new Map())).toBe('Lebensphasen')
    expect(nameThing(t, 'fields of action', new Map())).toBe('Handlungsfelder')
    expect(nameThing(t, 'export 4', new Map())).toBe('Ausgabe aller Daten 4')
    expect(namePath(t, ['targets', '1', 'path', 'strange'])).toBe('Zielwerte › 1 › Zielwerte › strange')
  })

  test('typed by a person find the thing', () => {
    const kinds = ['delivery', 'goal', 'life phases', 'source', 'sources']
    expect(readTypedThing(t, kinds, 'Lebensphasen')).toBe('life phases')
    expect(readTypedThing(t, kinds, 'Lieferung 12')).toBe('delivery 12')
    expect(readTypedThing(t, kinds, 'lieferung')).toBe('delivery')
    expect(readTypedThing(t, kinds, 'Quellen')).toBe('sources')
    expect(readTypedThing(t, kinds, 'Quelle kita')).toBe('source kita')
    expect(readTypedThing(t, kinds, 'Zielort')).toBe('Zielort')
  })

  test('lead to the page of the thing where it has one', () => {
    expect(pageOfThing(readThing('delivery 12'))).toBe('lieferungen/12')
    expect(pageOfThing(readThing('goal a/../b'))).toBe('ziele/a%2F..%2Fb')
    expect(pageOfThing(readThing('places'))).toBeUndefined()
    expect(pageOfThing(readThing('account 3'))).toBeUndefined()
  })

  test('name every kind of entry in both languages', () => {
    for (const texts of [auditTexts.de, auditTexts.en])
      for (const kind of ['change', 'look', 'account'] as const) expect(texts[`kind.${kind}`]).not.toBe('')
  })
})

describe('the filter in the address', () => {
  const read = (query: string) => readTrailFilter(new URLSearchParams(query))

  test('is written and read again', () => {
    const filter = { from: '2026-03-01', person: 'Erika & Co', kind: 'look' as const, thing: 'Ziel ä' }
    const query = writeTrailFilter(filter, { before: 51 })
    expect(query).toBe('?von=2026-03-01&person=Erika+%26+Co&art=look&gegenstand=Ziel+%C3%A4&vor=51')
    expect(read(query.slice(1))).toMatchObject({ ...filter, before: 51 })
    expect(writeTrailFilter({})).toBe('')
  })

  test('leaves out what it does not understand', () => {
    const read1 = read('von=gestern&bis=2026-13-01&art=alles&vor=-3&nach=1e9&person=%00%20')
    expect(Object.values(read1).every((value) => value === undefined)).toBe(true)
  })
})
