import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RouteConfigEntry } from '@react-router/dev/routes'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import routes from '#app/routes.ts'
import {
  desk,
  findBarriers,
  openBrowser,
  openVisitor,
  phone,
  sidewaysScroll,
  smallest,
  type Visitor,
} from '../support/browser.ts'
import { goTo, stops } from '../support/siteMap.ts'

const baseUrl = inject('baseUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Path patterns of all routes that show a page; routes without a component answer with files or redirects. */
function pagePatterns(entries: readonly RouteConfigEntry[], parent = ''): string[] {
  return entries.flatMap((entry) => {
    const path = [parent, entry.path ?? ''].filter(Boolean).join('/')
    const source = readFileSync(join(import.meta.dirname, '..', '..', 'app', entry.file), 'utf8')
    const own = source.includes('export default') ? [path] : []
    return [...own, ...pagePatterns(entry.children ?? [], path)]
  })
}

test('every page of the site map is looked at here', () => {
  const patterns = pagePatterns(routes)
  expect(patterns.length).toBeGreaterThan(10)
  expect(new Set(stops.map((stop) => stop.route))).toEqual(new Set(patterns))
})

describe.each(Object.entries({ desk, phone }))('on a %s', (_size, size) => {
  let visitor: Visitor
  beforeAll(async () => {
    visitor = await openVisitor(browser, { baseUrl, size })
  })
  afterAll(() => visitor.leave())

  test.each(stops)('the page $name has no barriers and no errors', async (stop) => {
    const { page, problems } = visitor
    const before = problems.length
    await goTo(page, stop)
    expect(await findBarriers(page)).toEqual([])
    expect(await page.locator('h1').count()).toBe(1)
    expect(await page.title()).toContain('Lückenlos')
    expect(await sidewaysScroll(page)).toBe(0)
    expect(problems.slice(before)).toEqual([])
  })
})

test('at 320 pixels no page has to be scrolled sideways', async () => {
  const { page, problems, leave } = await openVisitor(browser, { baseUrl, size: smallest })
  const scrolls: Record<string, number> = {}
  for (const stop of stops) {
    await goTo(page, stop)
    scrolls[stop.name] = await sidewaysScroll(page)
  }
  expect(scrolls).toEqual(Object.fromEntries(stops.map((stop) => [stop.name, 0])))
  expect(problems).toEqual([])
  await leave()
}, 600_000)
