import { dictionary } from '@zxcvbn-ts/language-common'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findPasswordProblem, normalisePassword } from './passwordRule.ts'

const known = ['Erika Beispiel', 'erika.beispiel@hamm.example', 'Hamm', 'Köln']

test('twelve characters are enough, eleven are not; 200 are allowed, 201 are not', () => {
  const letters = 'w8Zq4Tn0vKd7'
  expect(findPasswordProblem(letters.slice(0, 11), known)).toBe('short')
  expect(findPasswordProblem(letters, known)).toBeUndefined()
  const long = `${'Fernrohr Apfel quer Schnee '.repeat(8)}`.slice(0, 200)
  expect([...long]).toHaveLength(200)
  expect(findPasswordProblem(long, known)).toBeUndefined()
  expect(findPasswordProblem(`${long}x`, known)).toBe('long')
})

test('characters are counted, not bytes, after composing: ü is one, however the keyboard writes it', () => {
  const decomposed = 'w8Zq4Tn0vKdü'.normalize('NFD')
  expect(decomposed).toHaveLength(13)
  expect(normalisePassword(decomposed)).toHaveLength(12)
  expect(findPasswordProblem(decomposed, known)).toBeUndefined()
  expect(findPasswordProblem('w8Zq4Tn0vKü'.normalize('NFD'), known)).toBe('short')
  expect(findPasswordProblem('🌧🚲🍞📚🦊🪁🧵🚂🥕🪺🌙', known)).toBe('short')
})

test.each([
  ['passwort1234', 'common'],
  ['P@ssw0rd1234', 'common'],
  ['Passwort2026!', 'common'],
  ['Sommer2026!!', 'common'],
  ['iloveyou1234', 'common'],
  ['ErikaBeispiel', 'own'],
  ['erika.beispiel@hamm.example', 'own'],
  ['leipsieBakirE', 'own'],
  ['Lückenlos2026', 'own'],
  ['lueckenlos2026', 'own'],
  ['Luckenlos!2026', 'own'],
  ['koeln.beispiel.2026', 'own'],
  ['aaaaaaaaaaaaaa', 'repeats'],
  ['abcabcabcabcabc', 'repeats'],
  ['qwertzuiopü+', 'keyboard'],
  ['yxcvbnm,.-123', 'keyboard'],
  ['abcdefghijklmnop', 'row'],
  ['01.02.198003', 'date'],
])('%s is refused because it is %s', (password, problem) => {
  expect(findPasswordProblem(password, known)).toBe(problem)
})

test.each([
  'Regenschirm quer Bahnhof lila',
  'x7#kQ9!mZp2L',
  'die Katze von nebenan trinkt Kaffee',
  'correct horse battery staple',
  '東京都渋谷区神宮前五丁目の猫',
])('%s may be chosen', (password) => {
  expect(findPasswordProblem(password, known)).toBeUndefined()
})

describe('whatever is typed', () => {
  test('no common password passes, with nothing but a year and a sign behind it either', () => {
    const common = dictionary['passwords-common'].map(String).filter((word) => word.length <= 14)
    fc.assert(
      fc.property(
        fc.constantFrom(...common.slice(0, 5000)),
        fc.integer({ min: 1950, max: 2030 }),
        (word, year) => {
          expect(findPasswordProblem(word, known)).toBeDefined()
          expect(findPasswordProblem(`${word}${year}`, known)).toBeDefined()
        },
      ),
      { numRuns: 300 },
    )
  })

  test('an answer comes at once, also for the longest', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 100, maxLength: 200, unit: 'binary' }), (typed) => {
        const begin = performance.now()
        findPasswordProblem(typed, known)
        expect(performance.now() - begin).toBeLessThan(2000)
      }),
      { numRuns: 50 },
    )
  })
})
