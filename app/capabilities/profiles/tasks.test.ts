import { describe, expect, test } from 'vitest'
import type { Release } from '#app/capabilities/confidentiality/release.ts'
import type { BoardCard } from '#app/capabilities/figures/figures.server.ts'
import { listTasks } from './tasks.ts'

const card = (id: number, next: BoardCard['next'], openQuestions = 0): BoardCard => ({
  id,
  next,
  openQuestions,
  state: 'draft',
  fileName: `datei-${id}.csv`,
  sourceKey: 'jugendamt',
  sourceName: 'Jugendamt',
  waitsFor: 'nobody',
  days: 0,
  replacesId: undefined,
})

const release = (id: number, familyKey: string, state: Release['state']) =>
  ({ id, familyKey, familyName: familyKey, state }) as Release

describe('what waits for somebody', () => {
  test('leads to the one delivery, and to the board where there are several', () => {
    expect(listTasks([card(3, 'check')], [])).toEqual([
      { kind: 'check', thing: 'Jugendamt, datei-3.csv', count: 1, path: '/lieferungen/3' },
    ])
    expect(listTasks([card(3, 'check'), card(4, 'check'), card(5, 'release')], [])).toEqual([
      { kind: 'check', thing: '', count: 2, path: '/lieferungen' },
      { kind: 'release', thing: 'Jugendamt, datei-5.csv', count: 1, path: '/lieferungen/5' },
    ])
  })

  test('is only what this person can do', () => {
    expect(listTasks([card(1, 'look'), card(2, 'look', 5)], [])).toEqual([])
  })

  test('counts the questions of each delivery', () => {
    expect(listTasks([card(1, 'answer', 4), card(2, 'answer', 1)], []).map((task) => task.count)).toEqual([
      4, 1,
    ])
  })

  test('begins with refused releases, the newest of a family only', () => {
    const releases = [
      release(9, 'besuche', 'refused'),
      release(8, 'besuche', 'current'),
      release(7, 'kitas', 'current'),
      release(6, 'kitas', 'refused'),
    ]
    expect(listTasks([card(1, 'correct')], releases).map(({ kind, path }) => [kind, path])).toEqual([
      ['refused', '/freigaben/9'],
      ['draft', '/lieferungen/1'],
    ])
  })
})
