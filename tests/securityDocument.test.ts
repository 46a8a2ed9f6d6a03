import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const rows = readFileSync(join(root, 'docs/security.md'), 'utf8').split('\n')

type Claim = { readonly file: string; readonly title: string | undefined }

/** Tests named in a line: `path` "title"; "same file" repeats the path; (whole file) needs no title. */
function claimsIn(line: string): Claim[] {
  const claims: Claim[] = []
  for (const [, file, title] of line.matchAll(
    /(?:`([\w./]+\.(?:test|request|journey)\.ts)`|same file)(?: "([^"]+)")?/g,
  )) {
    const named = file ?? claims.at(-1)?.file
    if (named) claims.push({ file: named, title })
  }
  return claims
}

/** A source without the escapes of its quotes, so that titles read as they are printed. */
const plain = (file: string) => readFileSync(join(root, file), 'utf8').replaceAll("\\'", "'")

test('every test that the security document names exists', () => {
  const claims = rows.flatMap(claimsIn)
  expect(claims.length).toBeGreaterThan(60)
  const missing = claims.filter(
    ({ file, title }) =>
      !existsSync(join(root, file)) || (title !== undefined && !plain(file).includes(title)),
  )
  expect(missing).toEqual([])
})

test('every threat has a test or says why there is none', () => {
  const threats = rows.filter((row) => /^\| (?!threat|---)/.test(row))
  expect(threats.length).toBeGreaterThan(50)
  const silent = threats.filter((row) => claimsIn(row).length === 0 && !/\| none(:| in)/.test(row))
  expect(silent).toEqual([])
})
