import type { Page } from 'playwright-core'
import type { Role } from '#app/capabilities/accounts/account.ts'

export type Stop = {
  /** For file names and test names. */
  readonly name: string
  /** The route of the site map that it shows, as in `app/routes.ts`. */
  readonly route: string
  /** Where one must be signed in to see all of it. */
  readonly town?: 'hamm' | 'musterstadt'
  /** In which role; as coordinator if left out. */
  readonly role?: Role
  /** The address; a function where it holds a number that only the page before it knows. */
  readonly address: string | ((page: Page) => Promise<string>)
}

/** The first link on a page whose address matches. */
export function firstLink(from: string, pattern: RegExp) {
  return async (page: Page): Promise<string> => {
    await page.goto(from)
    const addresses = await page
      .locator('main a[href]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
    const found = addresses.find((address) => pattern.test(address))
    if (!found) throw new Error(`No link like ${pattern} on ${from}; there are: ${addresses.join(' ')}`)
    return found
  }
}
