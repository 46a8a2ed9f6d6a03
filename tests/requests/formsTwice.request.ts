import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillings, fleeting, send, valuesFor } from '../support/formSending.ts'
import {
  countRows,
  createFormTowns,
  type FormTowns,
  type FoundForm,
  listForms,
  newCookie,
} from '../support/formTowns.ts'

/*
 * Every form that the product's pages show, found by reading the pages: sent once in one municipality, and twice at the same
 * time in another that has the same things. Both must have the same number of rows more in every table.
 */

let setup: FormTowns
beforeAll(async () => {
  setup = await createFormTowns()
}, 300_000)
afterAll(() => setup.stop())

/** Forms of which each sending is something of its own: looking twice is two looks. */
const counted = /\/genau /

test('a form that is sent twice at once makes one thing, like one that is sent once', async () => {
  const [once, twice] = setup.towns
  const here = await listForms(setup, once)
  const there = new Map((await listForms(setup, twice)).map((found) => [found.name, found]))
  const wrong: string[] = []
  // Signing in comes first, before other forms change who may; a new password comes last.
  const turn = ({ name }: FoundForm) =>
    /anmelden email/.test(name) ? 0 : name.startsWith('/konto/kennwort ') ? 2 : 1
  for (const found of here.toSorted((a, b) => turn(a) - turn(b))) {
    const other = there.get(found.name)
    if (!other) {
      wrong.push(`${found.name}: not found in ${twice.slug}`)
      continue
    }
    const start = await countRows(setup.store.adminUrl)
    const single = await send(setup, found, valuesFor(found, once), await newCookie(setup, once))
    const middle = await countRows(setup.store.adminUrl)
    const values = valuesFor(other, twice)
    const cookie = await newCookie(setup, twice)
    const both = await Promise.all([send(setup, other, values, cookie), send(setup, other, values, cookie)])
    const end = await countRows(setup.store.adminUrl)
    const doubled = [...end.keys()].filter((table) => {
      if (fleeting.has(table) || counted.test(found.name)) return false
      const first = middle.get(table)! - start.get(table)!
      return end.get(table)! - middle.get(table)! !== first
    })
    const statuses = [single, ...both].map(({ status }) => status)
    if (doubled.length > 0 || Math.max(...statuses) >= 500)
      wrong.push(`${found.name}: ${statuses.join(' ')}; differs: ${doubled.join(' ')}`)
    if (fillings.some(([pattern]) => pattern.test(found.name)) && single.status >= 400)
      wrong.push(`${found.name}: not taken, ${single.status}`)
  }
  expect(wrong.join('\n')).toBe('')
}, 300_000)
