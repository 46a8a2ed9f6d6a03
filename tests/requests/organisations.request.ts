import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sendForm } from '../support/http.ts'
import { type Fields, openOffice } from '../support/office.ts'
import { signedInCookie } from '../support/realTown.ts'

let office: Awaited<ReturnType<typeof openOffice>>
const pages = '/hamm/verwaltung/stellen'

beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office?.close())

const open = (path: string) => office.open(path, office.session.cookie)
const send = (path: string, fields: Fields) => sendForm(office.plain.baseUrl, path, fields, office.session)
const markIn = (text: string) => /name="mark" value="([^"]+)"/.exec(text)![1]!

describe('in a municipality without organisations', () => {
  test('the administration comes from the invitation to creating them, and then gives a role of an office', async () => {
    const invitation = {
      name: 'Dora Amt',
      email: 'dora@hamm.example',
      role: 'delivery_office',
      organisations: 'jugendamt',
    }
    const form = await open('/hamm/verwaltung/personen/einladen')
    expect(form.text).toContain(`href="${pages}/neu?mehrere"`)
    expect((await office.invite(invitation)).status).toBe(400)
    expect((await open(pages)).text).toContain('Noch keine Stelle und kein Träger')

    const names = 'Jugendamt\r\n\r\nGesundheitsamt\r\n'
    const created = await send(`${pages}/neu?mehrere`, { kind: 'office', names })
    expect(created.headers.location).toBe(`${pages}?angelegt=2`)
    const list = (await open(`${pages}?angelegt=2`)).text
    for (const part of ['2 Organisationen angelegt', `href="${pages}/jugendamt"`, 'noch nichts'])
      expect(list).toContain(part)

    expect((await open('/hamm/verwaltung/personen/einladen')).text).toContain('value="jugendamt"')
    expect((await office.invite({ ...invitation, again: '1' })).status).toBe(200)
    expect((await open(pages)).text).toContain('eine offene Einladung')
  })

  test('a form that is wrong comes back with what was typed and a sentence', async () => {
    const empty = await send(`${pages}/neu`, {})
    expect(empty.status).toBe(400)
    for (const sentence of ['Wählen Sie die Art.', 'Geben Sie den Namen an.'])
      expect(empty.text).toContain(sentence)
    const taken = await send(`${pages}/neu`, { kind: 'provider', name: 'JUGENDAMT', nameEn: 'Mine' })
    expect(taken.status).toBe(400)
    for (const part of ['Diesen Namen gibt es schon', 'value="JUGENDAMT"', 'value="Mine"'])
      expect(taken.text).toContain(part)
    const several = await send(`${pages}/neu?mehrere`, { kind: 'office', names: 'Schulamt\nJugendamt' })
    expect(several.text).toContain('Schon vorhanden, bitte aus der Liste nehmen: Jugendamt')
    expect((await open(`${pages}/schulamt`)).status).toBe(404)
  })
})

describe('one organisation', () => {
  test('changed by two people at once: the later one sees the present values, and can save over them', async () => {
    const mark = markIn((await open(`${pages}/gesundheitsamt`)).text)
    const fields = { kind: 'office', nameEn: '', mark }
    const first = await send(`${pages}/gesundheitsamt`, { ...fields, name: 'Amt für Gesundheit' })
    expect(first.headers.location).toBe(`${pages}?erledigt=changed`)
    const second = await send(`${pages}/gesundheitsamt`, { ...fields, name: 'Gesundheitsdienst' })
    expect(second.status).toBe(409)
    for (const part of ['inzwischen geändert', 'Amt für Gesundheit', 'value="Gesundheitsdienst"'])
      expect(second.text).toContain(part)
    const again = await send(`${pages}/gesundheitsamt`, {
      ...fields,
      name: 'Gesundheitsdienst',
      mark: markIn(second.text),
    })
    expect(again.headers.location).toBe(`${pages}?erledigt=changed`)
  })

  test('is removed when nothing refers to it, else the page says what does', async () => {
    expect((await open(`${pages}/jugendamt`)).text).toContain('eine offene Einladung')
    expect((await send(`${pages}/jugendamt`, { intent: 'remove' })).status).toBe(409)
    const gone = await send(`${pages}/gesundheitsamt`, { intent: 'remove' })
    expect(gone.headers.location).toBe(`${pages}?erledigt=removed`)
    expect((await open(`${pages}/gesundheitsamt`)).status).toBe(404)
  })

  test('of another municipality is not there', async () => {
    const elsewhere = await office.person(office.unna, 'administration')
    const cookie = await signedInCookie(office.store, elsewhere.accountId)
    expect((await office.open('/unna/verwaltung/stellen/jugendamt', cookie)).status).toBe(404)
    const sent = await sendForm(
      office.plain.baseUrl,
      '/unna/verwaltung/stellen/jugendamt',
      { intent: 'remove' },
      { cookie },
    )
    expect(sent.status).toBe(404)
    expect((await open(`${pages}/jugendamt`)).status).toBe(200)
  })
})

test('300 organisations are created at once and stand in one list', async () => {
  const names = Array.from({ length: 300 }, (_, index) => `Kita ${String(index + 1).padStart(3, '0')}`)
  const created = await send(`${pages}/neu?mehrere`, { kind: 'facility', names: names.join('\n') })
  expect(created.headers.location).toBe(`${pages}?angelegt=300`)
  const again = await send(`${pages}/neu?mehrere`, { kind: 'office', names: names.join('\n') })
  expect(again.text).toContain('Kita 007, Kita 008 und 292 weitere')
  const { text } = await open(pages)
  for (const name of names) expect(text).toContain(name)
})
