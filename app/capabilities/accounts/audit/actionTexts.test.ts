import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSourceTree } from '../../../../tests/support/sourceTree.ts'
import { actionsDe, eventsDe } from './actionTexts.ts'

const tree = readSourceTree(join(import.meta.dirname, '../../../..'))

/** Literals after `action:` in calls of these functions, wherever the product makes them. */
function listActions(functions: string): string[] {
  const call = new RegExp(
    `\\b(?:${functions})\\((?:(?!\\brecord[A-Z])[\\s\\S]){0,400}?\\baction: (?:'([^']+)'|\`([^\`$]+)\\$)`,
    'g',
  )
  return [...tree].flatMap(([path, source]) =>
    /^(app|cli|demo|server)\/.*\.server\.ts$/.test(path) && !path.includes('.test.')
      ? [...source.matchAll(call)].map((match) => match[1] ?? match[2]!)
      : [],
  )
}

test('whatever is recorded has a sentence in the language of the trail', () => {
  const actions = listActions('recordAudit|recordLook')
  expect(actions.length).toBeGreaterThan(30)
  const known = Object.keys(actionsDe)
  for (const action of actions)
    expect(
      known.some((key) => key === `action.${action}` || key.startsWith(`action.${action}`)),
      action,
    ).toBe(true)
})

test('so has whatever happens to an account', () => {
  const events = listActions('recordAccountEvent')
  expect(events.length).toBeGreaterThan(5)
  for (const event of events) expect(Object.keys(eventsDe)).toContain(`event.${event}`)
})
