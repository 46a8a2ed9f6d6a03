import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { settingNames } from '#app/platform/settings.server.ts'
import { findUnknownSettings } from '#app/platform/unknownSettings.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const document = read('docs/operation.md')
const unit = read('docs/lueckenlos.service')

test('every setting stands in the table for administrators, and nothing else does', () => {
  const section = document.split(/^## /m).find((text) => text.startsWith('Alle Einstellungen'))!
  const documented = [...section.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name!)
  expect(documented.toSorted()).toEqual(settingNames.toSorted())
})

test('no text for people names a setting that does not exist', () => {
  const named = [document, unit, read('README.md')].flatMap((text) =>
    [...text.matchAll(/\bLUECKENLOS_[A-Z_]+/g)].map(([name]) => name),
  )
  // The example of a mistyped name.
  const unknown = findUnknownSettings(named, settingNames).filter(
    (line) => !line.includes('LUECKENLOS_PROXY '),
  )
  expect(unknown).toEqual([])
})

test('the unit for systemd starts what is there and waits until all has ended in good order', () => {
  const script = /^ExecStart=\S+ (\S+)$/m.exec(unit)![1]!
  expect(existsSync(join(root, script))).toBe(true)
  const patience =
    Number(/patience = ([\d_]+) \+/.exec(read('scripts/serve.ts'))![1]!.replaceAll('_', '')) / 1000
  expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)![1])).toBeGreaterThan(2 * patience)
  expect(unit).toMatch(/^KillMode=mixed$/m)
})

test('every file that the operating instructions link to is there', () => {
  const links = [...document.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path]) => path!)
  expect(links.filter((path) => !existsSync(join(root, 'docs', path)))).toEqual([])
})
