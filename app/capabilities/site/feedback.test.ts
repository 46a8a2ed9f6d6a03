import { describe, expect, test } from 'vitest'
import { pageBefore, readFeedback } from './feedback.ts'

const read = (form: Record<string, string>) => readFeedback((name) => form[name])
const right = { text: 'Die Karte ist zu klein.', page: '/hamm', replyTo: 'mutter@example.org', token: 't' }

describe('a message about a barrier', () => {
  test('needs words and nothing else', () => {
    expect(read({ text: 'Zu klein.' })).toEqual({
      form: { text: 'Zu klein.', page: '', replyTo: '', token: '' },
      problems: [],
    })
    expect(read({ ...right, text: ' \r\n ' }).problems).toEqual(['text.missing'])
  })

  test('has room up to a limit', () => {
    expect(read({ ...right, text: 'x'.repeat(5000), page: 'y'.repeat(300) }).problems).toEqual([])
    expect(read({ ...right, text: 'x'.repeat(5001), page: 'y'.repeat(301) }).problems).toEqual([
      'text.tooLong',
      'page.tooLong',
    ])
    expect(read({ ...right, replyTo: `${'a'.repeat(250)}@b.de` }).problems).toEqual(['replyTo.tooLong'])
  })

  test.for(['niemand', 'a@b\r\nBcc: alle@example.org', 'a@b.example,c@d.example', 'A <a@b.example>'])(
    'with the reply address %j is refused, what was typed stays',
    (replyTo) => {
      expect(read({ ...right, replyTo })).toMatchObject({ form: { replyTo }, problems: ['replyTo.email'] })
    },
  )

  test('of a program that fills in every field is refused', () => {
    expect(read({ ...right, website: 'https://spam.example' }).problems).toEqual(['website.trap'])
  })

  test('keeps its lines, loses what can’t be seen', () => {
    expect(read({ text: 'eins\r\nzwei\u0000\u001b[31m', page: 'a\nb' }).form).toMatchObject({
      text: 'eins\nzwei  [31m',
      page: 'a b',
    })
  })
})

describe('the page somebody came from', () => {
  const cameFrom = (referer: string | null) =>
    pageBefore(referer, ['kette.example', 'localhost:3000'], 'hamm')
  test('is the path alone', () => {
    expect(cameFrom('https://kette.example/hamm/zahlen/besuchsquote?jahr=2018&raum=heessen#tabelle')).toBe(
      '/hamm/zahlen/besuchsquote',
    )
    expect(cameFrom('http://localhost:3000/hamm')).toBe('/hamm')
  })

  test.for([
    null,
    '',
    'kein Link',
    'https://anderswo.example/hamm/zahlen',
    'https://kette.example/hammersmith',
    'https://kette.example/musterstadt/zahlen',
    'https://kette.example/hamm/barrierefreiheit/gemeldet',
    `https://kette.example/hamm/${'x'.repeat(300)}`,
  ])('is left out when it is not a page of the town: %j', (referer) => expect(cameFrom(referer)).toBe(''))
})
