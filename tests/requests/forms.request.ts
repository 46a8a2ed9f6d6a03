import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
 * Every form that the product's pages show, found by reading the pages: filled with what nobody would type. A new form is tested without being named here; `fillings` says what to type where the page's own values don't do.
 */

let setup: FormTowns
let forms: FoundForm[]
beforeAll(async () => {
  setup = await createFormTowns()
  forms = await listForms(setup, setup.towns[0])
}, 300_000)
afterAll(() => setup.stop())

describe('the forms of all pages', () => {
  test('are found, those among them that make new things', () => {
    const names = forms.map(({ name }) => name).join('\n')
    for (const [pattern] of fillings)
      expect(
        forms.filter(({ name }) => pattern.test(name)).length,
        `${pattern} in\n${names}`,
      ).toBeGreaterThan(0)
  })

  test('answer fields that are much too long with a sentence, and store nothing of them', async () => {
    const taken: string[] = []
    const [town] = setup.towns
    for (const found of forms) {
      const before = await countRows(setup.store.adminUrl)
      for (const field of found.form.fields.filter(({ typed }) => typed)) {
        const values = { ...valuesFor(found, town), [field.name]: 'x'.repeat(200_000) }
        const { status } = await send(setup, found, values, await newCookie(setup, town))
        if (status < 400 || status >= 500) taken.push(`${found.name}: ${field.name} → ${status}`)
      }
      const after = await countRows(setup.store.adminUrl)
      const stored = [...after].filter(([table, count]) => !fleeting.has(table) && count > before.get(table)!)
      if (stored.length > 0) taken.push(`${found.name} → ${stored.map(([table]) => table).join(' ')}`)
    }
    expect(taken.join('\n')).toBe('')
  }, 300_000)

  test.each([
    ['nothing', ''],
    ['a negative number', '-1'],
    ['a number larger than any', '99999999999999999999'],
    ['a day that no calendar has', '2026-02-30'],
    [
      'what script, SQL, a spreadsheet, a mail header and the eye would fall for',
      '=1+cmd|"/c calc"!A0"><script>alert(1)</script>\'; drop table accounts; --\u202e\u0007\ufeff\ud800\r\nBcc: evil@anderswo.example\r\n\r\nx',
    ],
  ])(
    'with %s in any field break nothing',
    async (_, text) => {
      const broken: string[] = []
      const [town] = setup.towns
      for (const found of forms)
        for (const field of found.form.fields) {
          const { status, text: page } = await send(
            setup,
            found,
            { [field.name]: text },
            await newCookie(setup, town),
          )
          if (status >= 500 || page.includes('<script>alert(1)'))
            broken.push(`${found.name}: ${field.name} → ${status}`)
        }
      expect(broken.join('\n')).toBe('')
    },
    300_000,
  )
})
