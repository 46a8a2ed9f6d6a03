import { readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { z } from 'zod'

export type Counts = { readonly passed: number; readonly failed: number }

export const nothing: Counts = { passed: 0, failed: 0 }

export const addCounts = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
})

const report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
})

/**
 * Counts the tests in Vitest's JSON report. Whatever isn't passed is failed: skipped and forgotten tests too. A file
 * that fails before its first test is one failure, and so is a run that ends badly though no test of it failed.
 */
export async function countTests(path: string, exitCode: number): Promise<Counts> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) return { passed: 0, failed: 1 }
  const counts = report
    .parse(JSON.parse(text))
    .testResults.map(({ status, assertionResults }) => {
      const passed = assertionResults.filter((test) => test.status === 'passed').length
      const failed = assertionResults.length - passed
      return { passed, failed: failed === 0 && status !== 'passed' ? 1 : failed }
    })
    .reduce(addCounts, nothing)
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

/** Names of the tests in Vitest's report that are not passed, each with its file; a file that fails as a whole by its own name. */
export async function listFailed(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) return []
  return report.parse(JSON.parse(text)).testResults.flatMap(({ name, status, assertionResults }) => {
    const file = relative(process.cwd(), name)
    const failed = assertionResults.filter((test) => test.status !== 'passed')
    if (failed.length === 0) return status === 'passed' ? [] : [file]
    return failed.map(({ fullName }) => `${file}: ${fullName}`)
  })
}
