import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { desk, openBrowser, openVisitor, phone } from './browser.ts'
import { startInstallation } from './installation.ts'
import { goTo, stops } from './siteMap.ts'

/**
 * Pictures of all pages on a desk and on a phone: `npm run screenshots -- FOLDER [ADDRESS] [NAME]`. With the address of
 * a running demonstration it is used, else one of its own is started; NAME takes only pages whose name begins so.
 */
const [folder = 'screenshots', address, name = ''] = process.argv.slice(2)
const target = resolve(folder)
await mkdir(target, { recursive: true })
const own = address ? undefined : await startInstallation()
const baseUrl = address ?? own?.baseUrl ?? ''
const browser = await openBrowser()
try {
  for (const [sizeName, size] of Object.entries({ desk, phone })) {
    const { page, leave } = await openVisitor(browser, { baseUrl, size })
    for (const stop of stops.filter((each) => each.name.startsWith(name))) {
      await goTo(page, stop)
      await page.screenshot({ path: join(target, `${stop.name}-${sizeName}.png`), fullPage: true })
      console.log(`${stop.name} ${sizeName}`)
    }
    await leave()
  }
} finally {
  await browser.close()
  await own?.stop()
}
