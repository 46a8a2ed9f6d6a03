import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { chromium } from 'playwright-core'
import { composeAnnualReport } from '#app/capabilities/reports/annualReport.ts'
import { testFacts, testGoal, testResult } from '#app/capabilities/reports/testFacts.ts'
import type { FinishedDocument } from '#app/platform/documents/document.ts'
import { finishDocument, isFinished } from '#app/platform/documents/finish.ts'
import { createHtml } from '#app/platform/documents/standalone.server.ts'
import { createPdf } from '#app/platform/documents/typst.server.ts'
import { getChromium } from '../tests/support/chromium.ts'

/*
 * How long a report of 60 pages takes: composed, set as PDF/UA-1, its row headers marked and the whole file read back and
 * compared. Beside it in the same run: Chromium's print of the same content. Run: node benchmarks/report.ts
 */

const rounds = 5
const indicatorCount = 26
const sentence = 'Der Abschnitt beschreibt, was im Berichtsjahr getan wurde und was als Nächstes ansteht. '

function longReport(): FinishedDocument {
  const keys = Array.from({ length: indicatorCount }, (_, index) => `kennzahl-${index + 1}`)
  const goals = [0, 1, 2, 3].map((strategic) =>
    testGoal(String(strategic + 1), {
      text: sentence.repeat(6),
      children: keys
        .filter((_, index) => index % 4 === strategic)
        .map((key, index) =>
          testGoal(`${strategic + 1}.${index + 1}`, { text: sentence.repeat(8), indicatorKeys: [key] }),
        ),
    }),
  )
  const document = finishDocument(
    composeAnnualReport(testFacts({ goals, results: keys.map((key) => testResult(key)) })),
  )
  if (!isFinished(document)) throw new Error(JSON.stringify(document.problems))
  return document
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
const seconds = (milliseconds: number) => Math.round(milliseconds) / 1000

async function timed<T>(work: () => Promise<T>): Promise<{ readonly took: number; readonly value: T }> {
  const start = performance.now()
  const value = await work()
  return { took: performance.now() - start, value }
}

async function main(): Promise<void> {
  const ours: number[] = []
  const theirs: number[] = []
  const cpuTimes: number[] = []
  // What else the machine was doing: wall time means little where this is above the number of cores.
  const loadAverage = loadavg()[0]!
  let pages = 0
  let bytes = 0
  let document = longReport()
  const folder = join(tmpdir(), `lueckenlos-benchmark-${process.pid}`)
  await mkdir(folder, { recursive: true })
  const browser = await chromium.launch({
    executablePath: await getChromium(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  let printedPages = 0
  try {
    for (let round = 0; round < rounds; round += 1) {
      const cpuBefore = process.cpuUsage()
      const built = await timed(async () => {
        document = longReport()
        return createPdf(document)
      })
      const cpu = process.cpuUsage(cpuBefore)
      cpuTimes.push((cpu.user + cpu.system) / 1000)
      ours.push(built.took)
      pages = built.value.pages
      bytes = built.value.pdf.length
      const printed = await timed(async () => {
        const file = join(folder, 'report.html')
        await writeFile(file, await createHtml(longReport()))
        const page = await browser.newPage()
        await page.goto(`file://${file}`)
        const pdf = await page.pdf({ format: 'A4', tagged: true, outline: true, displayHeaderFooter: false })
        await page.close()
        return pdf
      })
      theirs.push(printed.took)
      printedPages = (await PDFDocument.load(printed.value)).getPageCount()
    }
  } finally {
    await browser.close()
    await rm(folder, { recursive: true, force: true })
  }
  const count = (kind: string) => document.blocks.filter((block) => block.kind === kind).length
  const version = JSON.parse(
    await readFile('node_modules/@myriaddreamin/typst-ts-node-compiler/package.json', 'utf8'),
  )
  const result = {
    what: 'annual report as PDF/UA-1 with checks; beside it Chromium prints the same content',
    date: new Date().toISOString(),
    machine: {
      cpu: cpus()[0]?.model,
      cores: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      node: process.version,
      typstCompiler: version.version,
      loadAverageBefore: Math.round(loadAverage * 10) / 10,
    },
    document: { pages, tables: count('table'), figures: count('figure'), bytes },
    aimSeconds: 6,
    typst: {
      medianSeconds: seconds(median(ours)),
      medianCpuSeconds: seconds(median(cpuTimes)),
      allSeconds: ours.map(seconds),
    },
    chromiumPrint: {
      pages: printedPages,
      medianSeconds: seconds(median(theirs)),
      allSeconds: theirs.map(seconds),
    },
  }
  await mkdir('benchmarks/results', { recursive: true })
  await writeFile('benchmarks/results/report.json', `${JSON.stringify(result, null, 2)}\n`)
  console.log(JSON.stringify(result, null, 2))
}

await main()
