import { expect, test } from 'vitest'
import { type ChangeKind, markOfChange, readChange } from './changeForm.server.ts'
import { readTypedChange } from './typed.ts'

const sent: readonly (readonly [string, string])[] = [
  ['happenedOn', '2026-01-01'],
  ['base', 'Einwohner'],
  ['name', 'Neustadt'],
  ['measure', 'share'],
  ['places', 'nord'],
]

/** The mark of a change as the form sends it, with some of its fields typed anew. */
function markOf(kind: ChangeKind, more: Readonly<Record<string, string>> = {}, child = 0): string {
  const form = new FormData()
  for (const [name, value] of Object.entries({ ...Object.fromEntries(sent), ...more }))
    form.append(name, value)
  const read = readChange(kind, readTypedChange(form))
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  return markOfChange({ kind, key: 'sued', change: read.value, childParts: new Map([['quartier', child]]) })
}

test('what was changed after the preview is another change, and typing the same again is not', () => {
  const shown = markOf('merge')
  expect(markOf('merge', { name: ' Neustadt ' })).toBe(shown)
  const others = [
    markOf('merge', { name: 'Altstadt' }),
    markOf('merge', { places: 'west' }),
    markOf('merge', { happenedOn: '2026-01-02' }),
    markOf('merge', {}, 1),
    markOf('rename'),
  ]
  expect(new Set([shown, ...others]).size).toBe(6)
})
