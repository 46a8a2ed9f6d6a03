import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rules } from './support/boundaryRules.ts'
import { importsOf, readSourceTree } from './support/sourceTree.ts'

const tree = readSourceTree(join(import.meta.dirname, '..'))

test('the tree is the real one', () => {
  expect(tree.has('app/plain/cell.ts')).toBe(true)
  expect([...tree.keys()].filter((path) => path.endsWith('.ts')).length).toBeGreaterThan(100)
})

describe.each(rules)('$name', ({ find }) => {
  test('holds', () => {
    expect(find(tree)).toEqual([])
  })
})

/** Strings that must not stand in a file are put together here, so that this file itself stays clean. */
const of = (...parts: string[]) => parts.join('')
const here = 'app/capabilities/'

/** For each rule, trees in which it must find something: [path, content]. */
const planted: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'a capability imports only capabilities before it': [
    [`${here}places/x.server.ts`, "import { listSeries } from '#app/capabilities/figures/figures.server.ts'"],
    [`${here}figures/x.ts`, "import type { Goal } from '../goals/goal.ts'"],
    [`${here}accounts/x.ts`, "const later = await import('#app/capabilities/reports/report.ts')"],
  ],
  'every capability stands in the order': [[`${here}weather/weather.ts`, '']],
  'others are entered through their front door or vocabulary only': [
    [`${here}figures/x.ts`, "import { openProtected } from '#app/capabilities/confidentiality/protected.ts'"],
    [`${here}figures/x.ts`, "import { markDisclosed } from '../confidentiality/mark.ts'"],
    ['server/x.ts', "export { solve } from '#app/capabilities/confidentiality/engine/solver.ts'"],
    [`${here}goals/x.tsx`, "import Sheet from '#app/capabilities/indicators/pages/sheet.tsx'"],
  ],
  'a table belongs to its capability': [
    [`${here}reports/x.server.ts`, "import { facts } from '#app/capabilities/figures/figures.table.ts'"],
    ['cli/x.ts', "import { accounts } from '../app/capabilities/accounts/accounts.table.ts'"],
  ],
  'pages have no tables, no SQL and no database': [
    [`${here}goals/pages/goal.tsx`, "import { sql } from 'drizzle-orm'"],
    [`${here}goals/pages/goal.tsx`, "import { goals } from '../goals.table.ts'"],
    [`${here}goals/pages/goal.tsx`, "import { rowsOf } from '#app/platform/database.server.ts'"],
  ],
  'nobody imports a page': [[`${here}goals/x.ts`, "import { loader } from './pages/goal.tsx'"]],
  'plain TypeScript runs without JSX': [[`${here}goals/x.ts`, "import { Card } from './Card.tsx'"]],
  'app/plain knows only itself': [['app/plain/x.ts', "import { t } from '#app/texts/i18n.ts'"]],
  'app/ui knows only app/plain, app/texts, itself': [
    ['app/ui/X.tsx', "import type { Place } from '#app/capabilities/places/place.ts'"],
    ['app/ui/X.tsx', "import { rowsOf } from '../platform/database.server.ts'"],
  ],
  'app/platform knows only app/plain, app/texts, itself': [
    ['app/platform/x.server.ts', "import { may } from '#app/capabilities/accounts/permission.ts'"],
  ],
  'plain values need no package and nothing that can fail': [
    ['app/plain/x.ts', "import { readFileSync } from 'node:fs'"],
  ],
  'rules and components import nothing that touches database, files or network': [
    [`${here}goals/progress.ts`, "import { listGoals } from './goals.server.ts'"],
  ],
  'the engine imports nothing of the application': [
    [`${here}confidentiality/engine/x.ts`, "import { present } from '#app/plain/cell.ts'"],
    [`${here}confidentiality/engine/x.ts`, "import { ruleAt } from '../rule.ts'"],
    [`${here}confidentiality/engine/x.ts`, "import { z } from 'zod'"],
  ],
  'only confidentiality marks values as disclosed or exact': [
    [`${here}figures/x.ts`, of('return cell as ', 'Disclosed<Cell>')],
    [`${here}confidentiality/disclosed.ts`, of('return cell as\n ', 'Exact<Cell>')],
  ],
  'nothing disclosed comes from nothing': [
    [`${here}figures/x.ts`, of('return derive', 'Disclosed([], () => secret)')],
  ],
  'no cast through unknown': [
    [`${here}figures/x.ts`, of('const writer = reader as ', 'unknown as Writer')],
    ['cli/x.ts', of('run(options as ', 'never)\n')],
  ],
  'no compiler or linter is silenced': [
    ['app/plain/x.ts', of('// @ts-', 'ignore')],
    ['app/ui/X.tsx', of('// biome-', 'ignore lint: x')],
  ],
  'nothing is left for later': [['server/x.ts', of('// TO', 'DO: later')]],
  'tests run, all of them, on the real thing': [
    ['app/plain/x.test.ts', of('vi.', "mock('pg')")],
    ['app/plain/x.test.ts', of('test.', "skip('x', () => {})")],
    ['tests/journeys/x.journey.ts', of('describe.', "only('x', () => {})")],
  ],
  'no path of a machine': [
    ['docs/x.md', of('see /', 'work/somewhere')],
    ['scripts/x.mjs', of("const clone = '/", "home/somebody/clone'")],
  ],
  'every command asks for the right': [
    [
      `${here}goals/x.server.ts`,
      'export async function createGoal(\n  writer: Writer,\n  actor: Actor,\n): Promise<void> {\n  await recordAudit(writer, actor, {})\n}\n',
    ],
    [
      `${here}goals/x.server.ts`,
      'export async function a(writer: Writer, actor: Actor): Promise<void> {\n  await recordAudit(writer, actor)\n  await b(writer, actor)\n}\nasync function b(writer: Writer, actor: Actor): Promise<void> {\n  await a(writer, actor)\n}\n',
    ],
  ],
  'every command leaves an entry in the audit trail': [
    [
      `${here}goals/x.server.ts`,
      "export async function createGoal(writer: Writer, actor: Actor): Promise<void> {\n  demand(actor, 'goals.edit')\n}\n",
    ],
  ],
  'who writes for a tenant says who acts': [
    [
      `${here}goals/x.server.ts`,
      'export async function createGoal(writer: Writer, goal: Goal): Promise<void> {\n  const actor: Actor = nobody\n}\n',
    ],
  ],
  'files stay short': [
    ['app/plain/x.ts', 'line\n'.repeat(301)],
    [`${here}goals/pages/goal.tsx`, 'line\n'.repeat(401)],
  ],
}

describe('a planted mistake is found', () => {
  test('for every rule', () => {
    expect(Object.keys(planted).sort()).toEqual(rules.map((rule) => rule.name).sort())
  })

  const cases = Object.entries(planted).flatMap(([name, files]) =>
    files.map(([path, content]) => ({ name, path, content })),
  )
  test.each(cases)('$name: $path', ({ name, path, content }) => {
    const rule = rules.find((each) => each.name === name)
    expect(rule?.find(new Map([[path, content]]))).toHaveLength(1)
  })

  test('and what is right is left alone', () => {
    const right = new Map([
      [
        `${here}goals/goals.server.ts`,
        "import { getPlace } from '#app/capabilities/places/places.server.ts'",
      ],
      [`${here}goals/pages/goal.tsx`, "import { findGoal } from '../goals.server.ts'"],
      [`${here}goals/Card.tsx`, "import { AreaMap } from '#app/capabilities/indicators/AreaMap.tsx'"],
      [`${here}goals/progress.ts`, "import type { Status } from '#app/capabilities/indicators/indicator.ts'"],
      [`${here}goals/explain.ts`, "import type { Goals } from './goals.server.ts'"],
      ['app/ui/X.tsx', "import { present } from '#app/plain/cell.ts'"],
      [`${here}goals/pages/tree.tsx`, 'line\n'.repeat(400)],
      [
        `${here}goals/commands.server.ts`,
        "export async function createGoal(writer: Writer, actor: Actor): Promise<void> {\n  demand(actor, 'goals.edit')\n  await store(writer, actor, {})\n}\nasync function store(writer: Writer, actor: Actor) {\n  await recordAudit(writer, actor, {})\n}\n",
      ],
    ])
    for (const { name, find } of rules) expect(find(right), name).toEqual([])
  })
})

test('imports are read in every form they are written in', () => {
  const source = [
    "import a from 'one'",
    "import type { B } from './two.ts'",
    "import {\n  c,\n  d,\n} from '#app/plain/cell.ts'",
    "export { e } from '../three.ts'",
    "export * from 'four'",
    "import './styles.css'",
    "const late = await import('five')",
  ].join('\n')
  expect(importsOf('app/ui/X.tsx', source).map(({ specifier, target }) => target ?? specifier)).toEqual([
    'one',
    'app/ui/two.ts',
    'app/plain/cell.ts',
    'app/three.ts',
    'four',
    'app/ui/styles.css',
    'five',
  ])
})
