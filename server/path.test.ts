import { expect, test } from 'vitest'
import { pagePath } from './path.ts'

test.each([
  '/hamm/verwaltung/export',
  '/hamm/verwaltung/export/',
  '/hamm/verwaltung/export//',
  '/hamm//verwaltung/export',
  '/hamm/verwaltung/%65xport',
  '/hamm/Verwaltung/EXPORT',
  '/hamm/verwaltung/export.data',
  '/hamm/verwaltung/export/_.data',
])('%s is one page', (path) => {
  expect(pagePath(path)).toBe('/hamm/verwaltung/export')
})

test.each([
  ['/', '/'],
  ['/_root.data', '/'],
  ['/data', '/data'],
  ['/%E0%A4%A', '/%e0%a4%a'],
  ['/%', '/%'],
  ['/%C3%84', '/ä'],
])('%s is %s', (path, page) => {
  expect(pagePath(path)).toBe(page)
})
