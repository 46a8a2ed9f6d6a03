import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findCloneFolder } from '#app/platform/dataFolder.server.ts'
import { createDataFolder, killStartedProcesses, startProcess } from '../tests/support/processes.ts'

const command = join(import.meta.dirname, 'lueckenlos.ts')
const clone = findCloneFolder()
let data: Awaited<ReturnType<typeof createDataFolder>>
let folder: string

beforeAll(async () => {
  data = await createDataFolder()
  folder = await mkdtemp(join(tmpdir(), 'command-'))
})

afterAll(async () => {
  killStartedProcesses()
  await data.remove()
  await rm(folder, { recursive: true })
})

async function run(args: string[], env: Record<string, string> = {}) {
  const started = startProcess(command, {
    args,
    env: { LUECKENLOS_DATA: data.path, INIT_CWD: folder, ...env },
  })
  return { code: await started.ended, output: started.output() }
}

describe('a command called wrongly', () => {
  test.for([
    [],
    ['frobnicate'],
    ['report'],
    ['report', '--year', '18', '--out', 'a.pdf'],
    ['report', '--year', '2018'],
    ['report', '--year', '2018', '--out', 'a.pdf', '--format', 'docx'],
    ['report', '--jahr', '2018'],
    ['import', '--tenant', 'hamm'],
    ['import'],
    ['import', 'a.csv', '--values'],
    ['import', 'a.csv', 'b.csv', '--tenant', 'hamm'],
    ['import', 'a.csv', '--tenant', 'hamm', '--received', '2019-02-30'],
    ['backup'],
    ['restore'],
    ['restore', 'a.zip', 'b.zip'],
    ['export', '--tenant', 'hamm'],
    ['import-tenant'],
    ['seed', 'hamm'],
    ['audit', 'verify', '--checksum', `1:${'0'.repeat(32)}`],
  ])('ends with 2 and the help: %s', async (args) => {
    const { code, output } = await run(args)
    expect(code).toBe(2)
    expect(output).toContain('Aufruf: npm run lueckenlos')
    expect(output).not.toMatch(/^\s+at /m)
  })

  test('is helped in German with --help', async () => {
    for (const args of [['--help'], ['report', '--help']]) {
      const { code, output } = await run(args)
      expect(code).toBe(0)
      for (const word of ['import DATEI', 'report --year', 'seed', 'abgelehnt'])
        expect(output).toContain(word)
    }
  })
})

describe('on an empty installation', () => {
  test('a report creates the demonstration first and writes a PDF where the person stands', {
    timeout: 120_000,
  }, async () => {
    const { code, output } = await run(['report', '--year', '2018', '--out', 'bericht.pdf'])
    expect(output).toContain('ist geschrieben')
    expect(code).toBe(0)
    const pdf = await readFile(join(folder, 'bericht.pdf'))
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.length).toBeGreaterThan(50_000)
  })

  test('the demonstration is left alone when it is there', async () => {
    const { code, output } = await run(['seed'])
    expect(output).toContain('Angelegt sind: hamm, musterstadt')
    expect(output).not.toContain('Lieferung')
    expect(code).toBe(0)
  })

  test('no demonstration comes in where it is switched off', async () => {
    const { code, output } = await run(['seed'], { LUECKENLOS_DEMO: 'off' })
    expect(output).toContain('Die Vorführung ist abgeschaltet')
    expect(code).toBe(1)
  })
})

describe('the audit trail', () => {
  test('is verified for all municipalities and the accounts, and gives checksums to write down', async () => {
    const { code, output } = await run(['audit', 'verify'])
    expect(output).toMatch(/hamm: Unversehrt, \d+ Einträge/)
    expect(output).toMatch(/musterstadt: Unversehrt, \d+ Einträge/)
    expect(output).toMatch(/Konten: (Unversehrt|Noch keine Einträge)/)
    expect(code).toBe(0)
  })

  test('is compared with a checksum noted earlier', async () => {
    const { output } = await run(['audit', 'verify', '--tenant', 'hamm'])
    const noted = /Prüfsumme zum Notieren: (\d+:[0-9a-f ]+)/.exec(output)![1]!.trim()
    const again = await run(['audit', 'verify', '--tenant', 'hamm', '--checksum', noted])
    expect(again.output).toContain('Die notierte Prüfsumme passt:')
    expect(again.code).toBe(0)
    const other = await run(['audit', 'verify', '--tenant', 'musterstadt', '--checksum', noted])
    expect(other.output).toContain('Die notierte Prüfsumme passt nicht.')
    expect(other.code).toBe(1)
  })
})

describe('what is refused ends with 1 and its reason', () => {
  test('a report', async () => {
    const attempts: [string[], RegExp][] = [
      [['--year', '1999', '--out', 'a.pdf'], /keine freigegebenen Zahlen/],
      [
        ['--year', '2018', '--out', 'a.pdf', '--tenant', 'nirgends'],
        /gibt es nicht. Angelegt sind: hamm, musterstadt/,
      ],
      [['--year', '2018', '--out', 'nowhere/a.pdf'], /Den Ordner .*nowhere gibt es nicht/],
    ]
    for (const [args, reason] of attempts) {
      const { code, output } = await run(['report', ...args])
      expect(output).toMatch(reason)
      expect(code).toBe(1)
    }
  })

  test('a file that is missing, a folder or a picture; the next good file is taken', async () => {
    await writeFile(join(folder, 'bild.csv'), Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))
    await mkdir(join(folder, 'ordner.csv'))
    for (const [file, reason] of [
      ['fehlt.csv', /gibt es nicht/],
      ['ordner.csv', /gibt es nicht/],
      ['bild.csv', /Bild/],
    ] as const) {
      const { code, output } = await run(['import', file, '--tenant', 'hamm'])
      expect(output).toMatch(reason)
      expect(code).toBe(1)
    }
    const good = join(clone, 'demo/hamm/lieferungen/vera3_lesen.csv')
    const { code, output } = await run(['import', good, '--tenant', 'hamm', '--received', '2019-03-14'])
    expect(output).toMatch(/vera3_lesen.csv ist übernommen \(Lieferung \d+, 20 Werte/)
    expect(code).toBe(0)
  })
})
