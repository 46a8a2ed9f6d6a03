import { expect, test } from 'vitest'
import {
  type ExpectationProblem,
  readDay,
  readExpectation,
  type TypedExpectation,
  typedOf,
  writeDay,
} from './expectationForm.ts'

const defaults = { rhythm: 'calendar-year', today: '2026-11-30' } as const
const known = {
  series: new Map([
    ['familien', 'calendar-year'],
    ['kinder', 'key-date'],
  ] as const),
  responsible: new Set([4]),
  isMail: (text: string) => text.includes('@'),
}
const empty = typedOf(undefined, undefined, defaults)
const read = (more: Partial<TypedExpectation>) => readExpectation({ ...empty, ...more }, known)
const problemsOf = (more: Partial<TypedExpectation>): readonly ExpectationProblem[] => {
  const result = read(more)
  return result.ok ? [] : result.problems
}

test('the form as it is offered can be sent', () => {
  expect(read({})).toMatchObject({
    ok: true,
    value: { rhythm: 'calendar-year', due: { kind: 'day', day: '03-15' }, series: [], contact: undefined },
  })
})

test('days are read as people write them', () => {
  expect(['15.03.', '15.3', ' 5. 3. ', '03-15'].map(readDay)).toEqual(['03-15', '03-15', '03-05', '03-15'])
  expect(['', '31.04.', '15', 'März', '32.1.'].map(readDay)).toEqual(Array(5).fill(undefined))
  expect(writeDay('03-05')).toBe('05.03.')
})

test('what is wrong is said at its field', () => {
  const cases: readonly [
    Partial<TypedExpectation>,
    ExpectationProblem['field'],
    ExpectationProblem['kind'],
  ][] = [
    [{ rhythm: 'daily' }, 'rhythm', 'rhythm'],
    [{ rhythm: 'month' }, 'rhythm', 'noSeries'],
    [{ rhythm: 'key-date', keyDay: '31.02.' }, 'keyDay', 'day'],
    [{ dueRule: 'day', dueDay: 'bald' }, 'dueDay', 'day'],
    [{ dueRule: 'weeks', dueWeeks: '105' }, 'dueWeeks', 'weeks'],
    [{ dueRule: '' }, 'dueRule', 'dueRule'],
    [{ activeFrom: '2026-13-01' }, 'activeFrom', 'date'],
    [{ activeTo: '2020-01-01' }, 'activeTo', 'order'],
    [{ daysBefore: '-1' }, 'daysBefore', 'number'],
    [{ most: '13' }, 'most', 'number'],
    [{ contactEmail: 'niemand' }, 'contactEmail', 'email'],
    [{ contactEmail: 'a@amt.example' }, 'contactName', 'nameMissing'],
    [{ note: 'x'.repeat(2001) }, 'note', 'long'],
  ]
  for (const [more, field, kind] of cases) expect(problemsOf(more)).toContainEqual({ field, kind })
})

test('only series of that rhythm are kept, and only people who may be responsible', () => {
  expect(
    read({ rhythm: 'key-date', series: ['familien', 'kinder', 'fremd'], responsible: '9' }),
  ).toMatchObject({
    value: { series: ['kinder'], responsibleId: undefined, keyDay: '12-31' },
  })
  expect(read({ responsible: '4' })).toMatchObject({ value: { responsibleId: 4 } })
})

test('what was kept fills the form again', () => {
  const first = read({
    dueRule: 'weeks',
    dueWeeks: '6',
    contactName: ' Ina  Beispiel ',
    note: 'Bitte prüfen',
  })
  if (!first.ok) throw new Error('not read')
  const { contact, ...fields } = first.value
  const again = readExpectation(typedOf({ ...fields, id: 1, sourceId: 1 }, contact, defaults), known)
  expect(again).toEqual(first)
  expect(contact).toEqual({ name: 'Ina Beispiel', email: undefined })
})
