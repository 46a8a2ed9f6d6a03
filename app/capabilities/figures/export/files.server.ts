import type { Language } from '#app/plain/format.ts'
import type { Reader } from '#app/platform/database.server.ts'
import type { FiguresT } from '../sentences.ts'
import { type Exported, readExport } from './export.server.ts'
import { writeGermanCsv } from './germanCsv.ts'
import { writeJsonStat } from './jsonStat.ts'
import { writePlainCsv } from './plainCsv.ts'
import { exportLimits, type Selection } from './selection.ts'
import { writeWorkbook } from './workbook.server.ts'

/** The files that a selection can be had as; the names are the last parts of their addresses. */
export const exportFormats = [
  { kind: 'german-csv', name: 'auswahl.csv', mediaType: 'text/csv; charset=utf-8' },
  { kind: 'plain-csv', name: 'auswahl-roh.csv', mediaType: 'text/csv; charset=utf-8' },
  {
    kind: 'workbook',
    name: 'auswahl.xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  { kind: 'json-stat', name: 'auswahl.json', mediaType: 'application/json; charset=utf-8' },
] as const
export type ExportFormat = (typeof exportFormats)[number]

export type ExportFile =
  | { readonly body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>; readonly mediaType: string }
  | (Extract<Exported, { refused: string }> & { readonly most: number })

/** Lines put together to pieces of some size, written as they are fetched. */
function streamOf(lines: Iterator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const pieceSize = 64 * 1024
  return new ReadableStream({
    pull(controller) {
      let piece = ''
      while (piece.length < pieceSize) {
        const next = lines.next()
        if (next.done) {
          if (piece !== '') controller.enqueue(encoder.encode(piece))
          controller.close()
          return
        }
        piece += next.value
      }
      controller.enqueue(encoder.encode(piece))
    },
  })
}

/** A selection of released figures in one format, for pages and programmes alike. */
export async function exportFile(
  reader: Reader,
  selection: Selection,
  wanted: {
    readonly format: ExportFormat
    readonly title: string
    readonly language: Language
    readonly now: Date
  },
): Promise<ExportFile> {
  const { kind, mediaType } = wanted.format
  const most = kind === 'workbook' ? exportLimits.workbookCells : exportLimits.cells
  const exported = await readExport(reader, selection, { ...wanted, most })
  if ('refused' in exported) return { ...exported, most }
  const { table } = exported
  switch (kind) {
    case 'german-csv':
      return { mediaType, body: streamOf(writeGermanCsv(table)) }
    case 'plain-csv':
      return { mediaType, body: streamOf(writePlainCsv(table)) }
    case 'workbook':
      return { mediaType, body: new Uint8Array(await writeWorkbook(table)) }
    case 'json-stat':
      return { mediaType, body: streamOf([JSON.stringify(writeJsonStat(table))].values()) }
  }
}

/** Why there is no file, in a sentence; `nothing`: what to say where nothing was chosen. */
export function refusalSentence(
  file: Extract<ExportFile, { refused: string }>,
  t: FiguresT,
  nothing: string,
): string {
  if (file.refused === 'nothing-chosen') return nothing
  if (file.refused === 'too-many-chosen') return t('data.tooManyChosen', exportLimits)
  return `${t('data.tooMany')}. ${t('data.tooManyText', { found: file.found, most: file.most })}`
}
