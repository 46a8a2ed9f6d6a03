import { join } from 'node:path'
import { desk, findBarriers, openBrowser, openVisitor, phone, sidewaysScroll, smallest } from '/work/main/tests/support/browser.ts'
import { goTo, stops } from '/work/main/tests/support/siteMap.ts'
const names = process.argv.slice(2)
const mine = ['barrierefreiheit','barriere-gemeldet','datenschutz','impressum','leichte-sprache','gebaerdensprache','verwaltung-mail','rueckmeldungen','seiten','seite-bearbeiten']
const browser = await openBrowser()
for (const [n, size] of Object.entries({ desk, phone, smallest })) {
  const { page, leave, problems } = await openVisitor(browser, { baseUrl: 'http://localhost:4081', size })
  for (const stop of stops.filter((s) => (names.length ? names : mine).includes(s.name))) {
    await goTo(page, stop)
    if (n !== 'smallest') await page.screenshot({ path: join('/tmp/h8', `${stop.name}-${n}.png`), fullPage: true })
    console.log(stop.name, n, await page.title(), await sidewaysScroll(page), n==='smallest' ? '' : JSON.stringify(await findBarriers(page)))
  }
  console.log(problems)
  await leave()
}
await browser.close()
