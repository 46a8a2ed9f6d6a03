import type { Reader } from '#app/platform/database.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { type ExportFile, exportFile, exportFormats, refusalSentence } from '../export/files.server.ts'
import { readSelection } from '../export/selection.ts'
import { type DataFormat, dataFormats } from './dataFormats.ts'
import type { Look } from './deliver.server.ts'
import type { ApiAnswer } from './problem.ts'
import { describeProblem } from './problems.ts'

const kinds: Readonly<Record<DataFormat, (typeof exportFormats)[number]['kind']>> = {
  'json-stat': 'json-stat',
  csv: 'german-csv',
  'csv-plain': 'plain-csv',
  xlsx: 'workbook',
}

const isFormat = (text: string): text is DataFormat => Object.hasOwn(dataFormats, text)

/** Released figures for a programme, chosen as on the page; a problem where nothing or too much was chosen. */
export async function readData(
  reader: Reader,
  tenantName: string,
  parameters: URLSearchParams,
  { language, now }: Look,
): Promise<Extract<ExportFile, { body: unknown }> | { readonly problem: ApiAnswer }> {
  const t = i18nFor(language).getFixedT(language, 'figures')
  const wanted = parameters.get('format') ?? 'json-stat'
  const refuse = (detail: string) => ({ problem: describeProblem(t, 'bad-request', detail) })
  if (!isFormat(wanted))
    return refuse(t('api.unknownFormat', { formats: Object.keys(dataFormats).join(', ') }))
  const format = exportFormats.find(({ kind }) => kind === kinds[wanted])!
  const title = t('data.fileTitle', { tenant: tenantName })
  const file = await exportFile(reader, readSelection(parameters), { format, title, language, now })
  if (!('refused' in file)) return file
  return refuse(refusalSentence(file, t, t('api.noSeries')))
}
