import { describe, expect, test } from 'vitest'
import { describeChange, describeChanges, masked, maskPersonal } from './describeChange.ts'

describe('what an entry says of a change', () => {
  test('is what changed, and nothing else', () => {
    const before = { title: 'Alt', position: 1, indicators: ['a', 'b'], text: 'gleich' }
    const after = { title: 'Neu', position: 1, indicators: ['b', 'a'], text: 'gleich' }
    expect(describeChange(before, after)).toEqual({
      before: { title: 'Alt', indicators: ['a', 'b'] },
      after: { title: 'Neu', indicators: ['b', 'a'] },
    })
  })

  test('does not depend on the order of keys or on undefined', () => {
    const before = { rule: { kind: 'threshold', threshold: 5 }, note: undefined }
    const after = { rule: { threshold: 5, kind: 'threshold' }, note: null }
    expect(describeChange(before, after)).toEqual({ before: {}, after: {} })
  })

  test('has null where a field came or went', () => {
    expect(describeChange({ a: 1 }, { b: new Date('2026-03-01T00:00:00Z') })).toEqual({
      before: { a: 1, b: null },
      after: { a: null, b: '2026-03-01T00:00:00.000Z' },
    })
  })

  test('is everything where something was created or removed', () => {
    expect(describeChange(undefined, { a: 1 })).toEqual({ after: { a: 1 } })
    expect(describeChange({ a: 1 }, undefined)).toEqual({ before: { a: 1 } })
  })
})

describe('what an entry says of many things', () => {
  test('is which are new, and of the others only what differs', () => {
    const before = new Map([
      ['a', { name: 'A', position: 1 }],
      ['b', { name: 'B', position: 2 }],
      ['c', { name: 'C', position: 3 }],
    ])
    const after = new Map([
      ['a', { name: 'A', position: 1 }],
      ['b', { name: 'Be', position: 2 }],
      ['d', { name: 'D', position: 4 }],
    ])
    expect(describeChanges(before, after)).toEqual({
      added: ['d'],
      before: { b: { name: 'B' } },
      after: { b: { name: 'Be' } },
    })
  })
})

describe('personal fields', () => {
  test('say that they changed, not what they were', () => {
    const before = { email: 'alt@example.org', phone: null }
    expect(describeChange(before, { email: 'neu@example.org', phone: '0123' })).toEqual({
      before: { email: masked, phone: null },
      after: { email: masked, phone: masked },
    })
  })

  test.each([
    'email',
    'eMail',
    'e_mail',
    'reply_to',
    'replyTo',
    'contact-email',
    'phone',
    'address',
    'passwordHash',
    'client_secret',
    'token',
    'second_factor_secret',
  ])('%s is one, at any depth', (field) => {
    expect(maskPersonal({ list: [{ inner: { [field]: 'x' } }] })).toEqual({
      list: [{ inner: { [field]: masked } }],
    })
  })

  test('a name is one where the action is about a person, not where it is about a goal', () => {
    expect(maskPersonal({ name: 'Erika Beispiel' }, 'people.change')).toEqual({ name: masked })
    expect(maskPersonal({ text: 'Ich heiße Erika' }, 'feedback.create')).toEqual({ text: masked })
    expect(maskPersonal({ name: 'Besuchsquote' }, 'indicators.change')).toEqual({ name: 'Besuchsquote' })
  })
})
