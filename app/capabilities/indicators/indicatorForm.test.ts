import { describe, expect, test } from 'vitest'
import { type FormField, formFields, readDefinition, readFormValues, suggestKey } from './indicatorForm.ts'
import { formErrors } from './problemText.ts'
import { wordsIn } from './words.ts'

const sound: Partial<Record<FormField, string>> = {
  name: 'Besuchte Familien (neu)',
  formula: 'besucht / familien',
  unit: 'percent',
  decimals: '1',
  direction: 'up',
  periodKind: 'calendar-year',
  phase: 'geburt',
  field: 'hilfen',
  comparison: 'at-least',
  validFrom: '2026-03-01',
}

function read(changes: Partial<Record<FormField, string>>, hadTarget = false, targetFields = ['hilfen']) {
  const form = new FormData()
  for (const [name, value] of Object.entries({ ...sound, ...changes })) form.set(name, value)
  return readDefinition(readFormValues(form), { town: 'teststadt', hadTarget, targetFields })
}

const problemsOf = (changes: Partial<Record<FormField, string>>) =>
  read(changes).problems.map(({ kind }) => kind)

describe('the form of an indicator', () => {
  test('gives a definition; the key comes from the name where none was typed', () => {
    const { input, problems } = read({})
    expect(problems).toEqual([])
    expect(input).toMatchObject({
      key: 'besuchte-familien-neu',
      formula: 'besucht / familien',
      decimals: 1,
      targets: [],
    })
    expect(read({ key: 'eigen' }).input.key).toBe('eigen')
    expect(read({ formula: '  ' }).input.formula).toBeUndefined()
  })

  test('a key has no umlauts, no accents and begins with a letter', () => {
    expect(suggestKey('Über 3-Jährige: Größe & Maß')).toBe('ueber-3-jaehrige-groesse-mass')
    expect(suggestKey('100 % Café')).toBe('cafe')
    expect(suggestKey('a'.repeat(200))).toHaveLength(80)
  })

  test('target values by year are read as people type them, in any order', () => {
    const path = (text: string, unit = 'percent') => read({ path: text, unit }).input.targets[0]?.path
    expect(path('2018: 75\n2016: 70,5 %\r\n\r\n2020 80')).toEqual([
      { year: 2016, value: 70.5 },
      { year: 2018, value: 75 },
      { year: 2020, value: 80 },
    ])
    expect(path('2018: 3.715.365,50 €', 'eur')).toEqual([{ year: 2018, value: 371_536_550 }])
    expect(path('2018;0,9', 'ratio')).toEqual([{ year: 2018, value: 0.9 }])
  })

  test('a target stays as it is in a field in which the person may not set it', () => {
    expect(read({ path: '2018: 75' }, true, ['bildung']).input.targets).toEqual([])
    expect(read({ path: '2018: 75' }, true, []).problems).toEqual([])
  })

  test('a field that holds too much is refused beside itself', () => {
    const { problems } = read({
      meaning: 'x'.repeat(5_001),
      decidedBy: 'x'.repeat(201),
      nameEn: 'x'.repeat(160),
    })
    expect(formErrors(problems, wordsIn('de'))).toEqual([
      { field: 'decidedBy', message: 'Hier sind höchstens 200 Zeichen möglich.' },
      { field: 'meaning', message: 'Hier sind höchstens 5.000 Zeichen möglich.' },
    ])
  })

  test('an emptied path ends a target; where there was none, none is made', () => {
    expect(read({ path: '' }, true).input.targets).toMatchObject([{ place: 'teststadt', path: [] }])
    expect(read({ path: '' }, false).input.targets).toEqual([])
  })

  test('breaks have a German and, after a bar, an English note', () => {
    expect(read({ breaks: '2018: neue Zählweise | new way of counting\n2014: Umzug' }).input.breaks).toEqual([
      { year: 2014, note: 'Umzug', noteEn: '' },
      { year: 2018, note: 'neue Zählweise', noteEn: 'new way of counting' },
    ])
  })

  test.each<[Partial<Record<FormField, string>>, string]>([
    [{ path: 'bald: 80' }, 'path-form'],
    [{ path: '2018: viel' }, 'path-form'],
    [{ path: '2018: 1.00.0' }, 'path-form'],
    [{ path: '2018: 80\n2018: 81' }, 'path-form'],
    [{ breaks: 'irgendwann' }, 'breaks-form'],
    [{ decimals: '' }, 'decimals-form'],
    [{ decimals: '5' }, 'decimals-form'],
    [{ baselineYear: '12' }, 'baseline-form'],
    [{ validFrom: '' }, 'date-form'],
    [{ validFrom: '2026-13-01' }, 'date-form'],
  ])('%o is refused: %s', (changes, expected) => {
    expect(problemsOf(changes)).toEqual([expected])
  })

  test('a unit that no form offers counts as the first of the list, not as an error of the server', () => {
    expect(read({ unit: '<script>' }).input.unit).toBe('count')
  })

  test('all fields of the form are read, and a file in place of a text is empty', () => {
    const form = new FormData()
    for (const field of formFields) form.set(field, ' x ')
    form.set('name', new File(['x'], 'x.txt'))
    expect(readFormValues(form)).toEqual({
      ...Object.fromEntries(formFields.map((field) => [field, 'x'])),
      name: '',
    })
  })
})

describe('sentences beside the fields', () => {
  test('a formula problem says where, what and what was meant, in both languages', () => {
    const span = { position: 21, length: 9 }
    const unknown = { ...span, kind: 'unknown-series', found: 'Famillien', suggestion: 'familien' } as const
    const problems = [{ field: 'formula', kind: 'formula', problem: unknown }] as const
    expect(formErrors(problems, wordsIn('de'))).toEqual([
      {
        field: 'formula',
        message: 'Zeichen 21: Die Zahlenreihe „Famillien“ gibt es nicht. Meinten Sie „familien“?',
      },
    ])
    expect(formErrors(problems, wordsIn('en'))[0]?.message).toBe(
      'Character 21: There is no series “Famillien”. Did you mean “familien”?',
    )
  })

  test('units are told in words', () => {
    const eur = { count: 0, eur: 1, score: 0 }
    const count = { count: 1, eur: 0, score: 0 }
    const span = { position: 1, length: 5 }
    const messages = formErrors(
      [
        {
          field: 'formula',
          kind: 'formula',
          problem: { ...span, kind: 'different-measures', left: eur, right: count },
        },
        {
          field: 'formula',
          kind: 'formula',
          problem: { ...span, kind: 'wrong-unit', unit: 'percent', found: count },
        },
        { field: 'name', kind: 'name-missing' },
      ],
      wordsIn('de'),
    ).map(({ message }) => message)
    expect(messages).toEqual([
      'Zeichen 1: Ein Geldbetrag und eine Anzahl lassen sich nicht zusammenzählen oder voneinander abziehen.',
      'Zeichen 1: Die Formel ergibt eine Anzahl, die Kennzahl soll aber in der Einheit „Prozent“ stehen.',
      'Geben Sie der Kennzahl einen Namen.',
    ])
  })
})
