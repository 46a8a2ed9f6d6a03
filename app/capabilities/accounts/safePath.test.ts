import { expect, test } from 'vitest'
import { safePath } from './safePath.ts'

test.each(['/hamm', '/hamm/zahlen?jahr=2018', '/'])('%s is a way back', (path) => {
  expect(safePath(path)).toBe(path)
})

test.each([
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '/a\nSet-Cookie: x',
  '',
])('%j leads nowhere', (path) => {
  expect(safePath(path)).toBeUndefined()
})
