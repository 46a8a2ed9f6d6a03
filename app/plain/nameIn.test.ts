import { expect, test } from 'vitest'
import { nameIn } from './nameIn.ts'

test('without an English name a thing is called by its German one', () => {
  expect(nameIn('en', { name: 'Geburten', nameEn: 'Births' })).toBe('Births')
  expect(nameIn('en', { name: 'Geburten', nameEn: '' })).toBe('Geburten')
  expect(nameIn('de', { name: 'Geburten', nameEn: 'Births' })).toBe('Geburten')
})
