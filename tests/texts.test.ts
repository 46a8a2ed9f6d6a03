import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { resources } from '#app/texts/resources.ts'

type Tree = { readonly [key: string]: string | Tree }

function flatten(tree: Tree, path = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') found.set(path + key, value)
    else for (const [inner, text] of flatten(value, `${path}${key}.`)) found.set(inner, text)
  }
  return found
}

const german = flatten(resources.de)
const english = flatten(resources.en)
const variables = (text: string) => [...text.matchAll(/\{\{(\w+)/g)].map((match) => match[1]).sort()

test('every text exists in both languages, with the same variables, and none is empty', () => {
  expect([...english.keys()]).toEqual([...german.keys()])
  for (const [key, text] of german) {
    expect(text.trim(), key).not.toBe('')
    expect(english.get(key)?.trim(), key).not.toBe('')
    expect([...new Set(variables(english.get(key) ?? ''))], key).toEqual([...new Set(variables(text))])
  }
})

test('texts hold no markup and no straight apostrophes as quotation marks', () => {
  for (const [key, text] of [...german, ...english]) {
    expect(text, key).not.toMatch(/<[a-z/]/i)
    expect(text, key).not.toMatch(/(^|\s)'[^']+'(\s|$)/)
  }
})

/** Words between tags that did not come from the texts. */
function wordsInMarkup(source: string): string[] {
  const words = [...source.matchAll(/>\s*([A-ZÄÖÜ][a-zäöüß]{2,}[^<>{}=;]*)\s*</g)].map((match) =>
    match[1]!.trim(),
  )
  const labels = [
    ...source.matchAll(/\b(?:title|label|caption|hint|lead|alt|aria-label)="([^"]*[a-zäöüß]{3,}[^"]*)"/g),
  ]
  return [...words, ...labels.map((match) => match[1]!)]
}

test('the finder of stray words finds them', () => {
  expect(wordsInMarkup('<p>Noch keine Lieferungen</p>')).toEqual(['Noch keine Lieferungen'])
  expect(wordsInMarkup('<Page title="Kennzahlen">{x}</Page>')).toEqual(['Kennzahlen'])
  expect(wordsInMarkup("<p>{t('empty')}</p>")).toEqual([])
})

test('no component writes words of its own', () => {
  const root = join(import.meta.dirname, '..', 'app')
  const components = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.tsx'),
  )
  expect(components.length).toBeGreaterThan(10)
  for (const name of components)
    expect(wordsInMarkup(readFileSync(join(root, name), 'utf8')), name).toEqual([])
})
