import type { Language } from '#app/plain/format.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { FileRefused } from '#app/platform/tables/refusal.ts'
import { type Content, openTable } from '#app/platform/tables/table.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { readTable } from '../analysis.server.ts'
import { getCatalogue, listSources } from '../catalogue.server.ts'
import type { LayoutCorrections } from '../figure.ts'
import { readNames } from '../names.server.ts'
import { findPersonsInTable } from '../persons/checkFile.server.ts'
import type { PersonalSign } from '../persons/persons.ts'
import { sourceOfFileName } from '../proposals/proposed.ts'
import { describePersons } from '../sentences.ts'
import { guessSource } from '../source.server.ts'
import type { ImportReport } from './importReport.ts'
import { type ReadImport, reportOf, reportOfRefusal, reportOfSentences } from './report.ts'

export type ImportFile = {
  readonly content: Content
  /** Bytes. */
  readonly size: number
  readonly fileName: string
  /** Key of the source, which may be a new one; without it the one whose series the file speaks of, or a new one. */
  readonly source: string | undefined
  /** The day it came in (ISO). */
  readonly receivedOn: string
  /** How it is to be read, where that hasn't to be guessed. */
  readonly corrections?: LayoutCorrections
}

export type ImportTrial = {
  readonly report: ImportReport
  /** What would be stored in which source; undefined where the file isn't read. */
  readonly read: ReadImport | undefined
  /** Why it isn't read, where that is that it speaks of persons. */
  readonly persons?: PersonalSign
}

async function chooseSource(reader: Reader, file: ImportFile): Promise<ReadImport['source']> {
  const sources = await listSources(reader)
  const named = sources.find(({ key }) => key === file.source)
  if (named) return { key: named.key, name: named.name, proposed: false }
  if (file.source !== undefined) return { key: file.source, name: file.source, proposed: true }
  const guessed = await guessSource(reader, file)
  const known = sources.find(({ key }) => key === guessed)
  if (known) return { key: known.key, name: known.name, proposed: false }
  const own = sourceOfFileName(file.fileName)
  const same = sources.find(({ key }) => key === own.key)
  return same ? { key: same.key, name: same.name, proposed: false } : { ...own, proposed: true }
}

/** Reads a file as an import would, and says what would come of it; stores nothing. */
export async function tryImport(
  reader: Reader,
  file: ImportFile,
  options: { readonly language: Language; readonly values: boolean },
): Promise<ImportTrial> {
  const { language } = options
  const t = i18nFor(language).getFixedT(language, 'figures')
  try {
    const table = await openTable(file.content, file.size)
    const persons = await findPersonsInTable(table)
    if (persons) return { read: undefined, persons, report: reportOfSentences([describePersons(persons, t)]) }
    const source = await chooseSource(reader, file)
    const { layout, analysis } = await readTable(
      reader,
      table,
      { fileName: file.fileName, sourceKey: source.key, receivedOn: file.receivedOn },
      file.corrections ?? {},
    )
    const catalogue = (await getCatalogue(reader, source.key)).withProposals(layout.proposals)
    const { names } = await readNames(reader, language, { layout, sourceKey: source.key })
    const read: ReadImport = { source, table, layout, analysis, catalogue }
    return { read, report: await reportOf(read, names, language, options.values, t) }
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    return { read: undefined, report: reportOfRefusal(error.refusal, t) }
  }
}
