import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { NodeCompiler, type NodeError } from '@myriaddreamin/typst-ts-node-compiler'
import type { FinishedDocument } from './document.ts'
import { readCoverage } from './fontCoverage.ts'
import { checkPdf, type PdfProblem } from './pdfChecks.ts'
import { markRowHeads } from './pdfRowHeads.ts'
import { prepareTypst } from './typst.ts'

/** The PDF could not be made, or is not what the document says. Nothing half-made is handed out. */
export class PdfBuildError extends Error {
  override name = 'PdfBuildError'
}

export type BuiltPdf = {
  readonly pdf: Uint8Array
  readonly pages: number
  /** Characters that no embedded font has; they stand as □. */
  readonly replaced: readonly string[]
}

const cuts = ['Regular', 'It', 'Semibold', 'SemiboldIt', 'Bold', 'BoldIt']

/** Letters of the fonts inside Typst that the template names besides Source Sans 3 (Libertinus Serif, DejaVu Sans Mono). */
const hebrew = (code: number) => code >= 0x5d0 && code <= 0x5ea
const arabic = (code: number) => (code >= 0x621 && code <= 0x63a) || (code >= 0x641 && code <= 0x64a)

type Press = {
  readonly fonts: Buffer[]
  readonly template: string
  readonly canDraw: (codePoint: number) => boolean
}

async function openPress(): Promise<Press> {
  const folder = path.dirname(createRequire(import.meta.url).resolve('source-sans/package.json'))
  const fonts = await Promise.all(
    cuts.map((cut) => readFile(path.join(folder, 'TTF', `SourceSans3-${cut}.ttf`))),
  )
  const template = await readFile(new URL('./report.typ', import.meta.url), 'utf8')
  const coverages = fonts.map(readCoverage)
  return {
    fonts,
    template,
    canDraw: (code) => coverages.every((covered) => covered.has(code)) || hebrew(code) || arabic(code),
  }
}

let press: Promise<Press> | undefined

function sentences(error: NodeError): string {
  return error.shortDiagnostics.map((one: { message: string }) => one.message).join('; ')
}

/**
 * Compiles to PDF/UA-1 (ISO 14289-1) and looks the result through. Warnings are errors: a missing font would otherwise give
 * pages without letters that pass every formal check. Blocks its thread for seconds: call it in a worker, never in the web
 * server. Throws PdfBuildError.
 */
export async function createPdf(document: FinishedDocument): Promise<BuiltPdf> {
  press ??= openPress()
  const { fonts, template, canDraw } = await press
  return pressPdf(document, { fonts, template, canDraw })
}

/** The same with given fonts: the proof that a missing font stops the build. */
export async function pressPdf(document: FinishedDocument, given: Press): Promise<BuiltPdf> {
  const input = prepareTypst(document, given.canDraw)
  const compiler = NodeCompiler.create({ workspace: '/', fontArgs: [{ fontBlobs: given.fonts }] })
  compiler.mapShadow('/document.json', Buffer.from(input.json))
  for (const [name, svg] of input.drawings) compiler.mapShadow(name, Buffer.from(svg))
  const compiled = compiler.compile({ mainFileContent: given.template })
  const failure = compiled.takeError() ?? compiled.takeWarnings()
  if (failure) throw new PdfBuildError(sentences(failure))
  const laidOut = compiled.result
  if (!laidOut) throw new PdfBuildError('The compiler gave no document')
  let raw: Uint8Array
  try {
    raw = compiler.pdf(laidOut, { pdfStandard: 'ua-1' })
  } catch (error) {
    throw new PdfBuildError(error instanceof Error ? error.message : String(error))
  }
  compiler.evictCache(0)
  const pdf = await markRowHeads(raw, document)
  const problems = await checkPdf(pdf, document, input.replaced)
  if (problems.length > 0) throw new PdfBuildError(problems.map(sayPdfProblem).join('; '))
  return { pdf, pages: laidOut.numOfPages, replaced: input.replaced }
}

function sayPdfProblem(problem: PdfProblem): string {
  return 'detail' in problem ? `${problem.problem}: ${problem.detail}` : problem.problem
}
