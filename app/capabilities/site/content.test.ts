import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changedFields, isSameContent, isUnfinished, readContent } from './content.ts'
import { footerLinks, isFilled, type SitePageKind, siteFields, sitePageKinds } from './site.ts'
import { siteTexts } from './texts.ts'

const read = (kind: SitePageKind, form: Record<string, string>) => readContent(kind, (name) => form[name])

/** Something right for every field that is needed. */
const complete = (kind: SitePageKind): Record<string, string> =>
  Object.fromEntries(
    siteFields[kind].map((field) => {
      if (typeof field.kind === 'object') return [field.name, field.kind[0]!]
      const samples = {
        line: 'Rathaus',
        text: 'Absatz',
        email: 'a@b.example',
        video: 'https://v.example/1',
        date: '2026-02-28',
      }
      return [field.name, samples[field.kind]]
    }),
  )

describe('what a town types', () => {
  test.each(sitePageKinds)('is taken when everything is there: %s', (kind) => {
    const { content, problems } = read(kind, { ...complete(kind), confirmed: 'yes' })
    expect(problems).toEqual([])
    expect(isUnfinished(kind, content)).toBe(false)
    expect(isFilled(kind, content)).toBe(true)
  })

  test.each(['accessibility', 'privacy', 'imprint'] as const)(
    'may be a draft, but not be confirmed half: %s',
    (kind) => {
      expect(read(kind, {})).toEqual({ content: {}, problems: [] })
      expect(isUnfinished(kind, {})).toBe(true)
      const needed = siteFields[kind].filter((field) => field.needed).map((field) => field.name)
      const { problems } = read(kind, { confirmed: 'yes' })
      expect(problems).toEqual(needed.map((field) => ({ field, problem: 'missing' })))
      for (const field of needed) {
        const without = { ...complete(kind), [field]: ' \n ', confirmed: 'yes' }
        expect(read(kind, without).problems).toEqual([{ field, problem: 'missing' }])
      }
    },
  )

  test('is as long as a field takes, and no longer', () => {
    for (const kind of sitePageKinds)
      for (const field of siteFields[kind]) {
        if (field.kind !== 'line' && field.kind !== 'text') continue
        const filled = (length: number) => ({ ...complete(kind), [field.name]: 'x'.repeat(length) })
        expect(read(kind, filled(field.longest)).problems).toEqual([])
        expect(read(kind, filled(field.longest + 1)).problems).toEqual([
          { field: field.name, problem: 'tooLong' },
        ])
      }
  })

  test.each([
    ['imprint', 'email', 'a@b\nBcc: c@d.example', 'email'],
    ['imprint', 'email', 'kein Postfach', 'email'],
    ['accessibility', 'createdOn', '2026-02-30', 'date'],
    ['accessibility', 'createdOn', '14.03.2026', 'date'],
    ['accessibility', 'status', 'perfect', 'choice'],
    ['sign-language', 'video', 'http://v.example/1', 'video'],
    ['sign-language', 'video', 'javascript:alert(1)', 'video'],
    ['sign-language', 'video', 'https://name:word@v.example/1', 'video'],
  ] as const)('is refused in %s: %s = %j', (kind, field, value, problem) => {
    expect(read(kind, { ...complete(kind), [field]: value }).problems).toEqual([{ field, problem }])
  })

  test('holds the text of every film', () => {
    expect(read('sign-language', { video: 'https://v.example/1' }).problems).toEqual([
      { field: 'transcript', problem: 'transcript' },
    ])
    expect(read('sign-language', { text: 'Bald.' }).problems).toEqual([])
  })

  test('is tidied: other systems’ line ends, invisible characters, lines where there is one', () => {
    const { content } = read('imprint', {
      body: ' Stadt\r\nA\u0000hausen ',
      address: 'Weg 1  \r\n\r\n00000 Ort\u0007',
    })
    expect(content).toEqual({ body: 'Stadt A hausen', address: 'Weg 1\n\n00000 Ort' })
  })

  test('is the same after a second reading, and fields nobody knows are left out', () => {
    const names = ['body', 'address', 'email', 'more', 'constructor', 'tenant_id']
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.string({ unit: 'binary' })), (form) => {
        const { content } = readContent('imprint', (name) => form[name])
        expect(
          Object.keys(content).every((name) => siteFields.imprint.some((field) => field.name === name)),
        ).toBe(true)
        expect(readContent('imprint', (name) => content[name]).content).toEqual(content)
        expect(isSameContent(content, { ...content, vatId: '' })).toBe(true)
      }),
    )
  })
})

test('the fields that differ are named, whichever side they stand on', () => {
  expect(changedFields({ a: '1', b: '2' }, { b: '3', c: '4' })).toEqual(['a', 'b', 'c'])
  expect(changedFields({ a: '1' }, { a: '1', b: '' })).toEqual([])
})

test('every field has a label and every choice a word', () => {
  for (const texts of [siteTexts.de, siteTexts.en])
    for (const kind of sitePageKinds) {
      expect(Object.keys(texts.form.label[kind]).sort()).toEqual(
        siteFields[kind].map((field) => field.name).sort(),
      )
      for (const field of siteFields[kind])
        if (typeof field.kind === 'object')
          for (const option of field.kind) expect(Object.keys(texts.form.option)).toContain(option)
    }
})

test('the footer always leads to accessibility, privacy and imprint, to the others only when they hold something', () => {
  const labels = (slots: SitePageKind[]) =>
    footerLinks({ slug: 'ahausen', name: '', slots }).map((link) => link.label)
  expect(labels([])).toEqual(['accessibility', 'report', 'privacy', 'imprint'])
  expect(labels(['plain-language', 'sign-language'])).toEqual([
    'plain-language',
    'sign-language',
    'accessibility',
    'report',
    'privacy',
    'imprint',
  ])
})
