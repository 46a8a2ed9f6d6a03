import AxeBuilder from '@axe-core/playwright'
import { type Browser, chromium, type Page } from 'playwright-core'
import type { Role } from '#app/capabilities/accounts/account.ts'
import { accountsTexts } from '#app/capabilities/accounts/texts.ts'
import { getChromium } from './chromium.ts'

/** A desk and a phone, as every page is looked at. */
export const desk = { width: 1280, height: 900 } as const
export const phone = { width: 375, height: 720 } as const
/** WCAG 2.2, 1.4.10: content without scrolling in two directions at 320 CSS pixels. */
export const smallest = { width: 320, height: 640 } as const

export function openBrowser(): Promise<Browser> {
  // Chromium refuses its sandbox as root; only our own pages are opened.
  return chromium.launch({ executablePath: getChromium(), args: ['--no-sandbox'] })
}

type VisitorOptions = {
  baseUrl: string
  size?: { readonly width: number; readonly height: number }
  javaScript?: boolean
}

/** A person at a browser: an own session, and everything that went wrong on the way. */
export type Visitor = {
  readonly page: Page
  /** Errors of the console, of scripts and of the content security policy, and answers of 500 and above. */
  readonly problems: readonly string[]
  leave(): Promise<void>
}

export async function openVisitor(browser: Browser, options: VisitorOptions): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: options.baseUrl,
    viewport: options.size ?? desk,
    javaScriptEnabled: options.javaScript ?? true,
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
    acceptDownloads: true,
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(`script: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() !== 'error' && !/Content Security Policy|hydrat/i.test(message.text())) return
    // The browser also logs pages that rightly answer 400, 403 or 404; those are looked at by their answer.
    if (/Failed to load resource: .* status of 4\d\d/.test(message.text())) return
    problems.push(`console: ${message.text()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 500) problems.push(`${response.status()} ${response.url()}`)
  })
  return { page, problems, leave: () => context.close() }
}

/** Signs in on the demonstration's page as the invented person with this role. */
export async function signIn(page: Page, town: string, role: Role): Promise<void> {
  await page.goto(`/anmelden?zurueck=/${town}`)
  const card = page
    .locator(`li:has(input[name="tenant"][value="${town}"])`)
    .filter({ hasText: accountsTexts.de[`role.${role}`] })
    .first()
  await card.getByRole('button').click()
  await page.waitForURL(`**/${town}`)
}

const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'EN-301-549', 'best-practice']

/** What axe finds on a page with everything unfolded (WCAG 2.2 AA, EN 301 549, good practice), a line per place. */
export async function findBarriers(page: Page): Promise<string[]> {
  await page.locator('main details').evaluateAll((folded) => {
    for (const element of folded) element.setAttribute('open', '')
  })
  const { violations } = await new AxeBuilder({ page }).withTags(axeTags).analyze()
  return violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${violation.help} – ${node.html.slice(0, 160)}`),
  )
}

/** By how many pixels the page as a whole can be scrolled sideways. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => {
    window.scrollTo(10_000, 0)
    const scrolled = window.scrollX
    window.scrollTo(0, 0)
    return scrolled
  })
}
