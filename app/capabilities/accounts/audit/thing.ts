/** What an entry is about: "delivery 12" is a kind and a key, "places" a kind alone. */
export type Thing = { readonly kind: string; readonly key: string }

/** Kinds of more than one word. */
const several: readonly string[] = ['life phases', 'fields of action']

export function readThing(text: string): Thing {
  if (several.includes(text)) return { kind: text, key: '' }
  const space = text.indexOf(' ')
  return space < 0 ? { kind: text, key: '' } : { kind: text.slice(0, space), key: text.slice(space + 1) }
}

const pages: Readonly<Record<string, (key: string) => string>> = {
  delivery: (key) => `lieferungen/${key}`,
  expectation: (key) => `lieferkalender/${key}`,
  goal: (key) => `ziele/${key}`,
  indicator: (key) => `zahlen/${key}`,
  release: (key) => `freigaben/${key}`,
  report: (key) => `berichte/${key}`,
}

/** The page of the thing within its tenant, if it has one. It may be gone since. */
export function pageOfThing({ kind, key }: Thing): string | undefined {
  const [first] = key.split(' ')
  return first ? pages[kind]?.(encodeURIComponent(first)) : undefined
}
