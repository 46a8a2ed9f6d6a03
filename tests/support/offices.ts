import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import writeXlsxFile, { type SheetData } from 'write-excel-file/node'

/** A file as an office sends it. */
export type OfficeFile = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

const csvType = 'text/csv'
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Windows-1252 as Excel writes it; only characters that lie at the same place in Latin-1. */
export function windowsCsv(name: string, lines: readonly string[]): OfficeFile {
  return { name, mimeType: csvType, buffer: Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1') }
}

export async function workbook(name: string, rows: SheetData): Promise<OfficeFile> {
  return { name, mimeType: xlsxType, buffer: await writeXlsxFile(rows).toBuffer() }
}

export function bytesNamed(name: string, buffer: Buffer): OfficeFile {
  return { name, mimeType: name.endsWith('.csv') ? csvType : xlsxType, buffer }
}

/** A picture of one pixel. */
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** Names of the areas of a demonstration town, as its offices write them. */
export function areaNames(town: 'hamm' | 'musterstadt'): string[] {
  const path = join(import.meta.dirname, '..', '..', 'demo', town, 'places.csv')
  const [, ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/)
  return lines
    .map((line) => line.split(';'))
    .flatMap(([, name, kind]) => (kind === 'area' && name ? [name] : []))
}

/** Fills in the form for a new file (or the path of one) as far as the button, which is pressed. */
export async function handIn(
  page: Page,
  town: string,
  source: string,
  file: OfficeFile | string,
): Promise<void> {
  await page.goto(`/${town}/lieferungen/neu`)
  await page.getByLabel('Von welcher Quelle kommt die Datei?').selectOption({ label: source })
  await page.getByLabel('Datei (CSV, XLSX oder ZIP)').setInputFiles(file)
  await page.getByRole('button', { name: 'Vorschau ansehen' }).click()
}

/** The page of the delivery once the file is read: either it can be released or something is to be settled. */
export async function waitForPreview(page: Page): Promise<void> {
  await page.waitForURL(/\/lieferungen\/\d+/)
  await page.getByRole('heading', { name: 'Vorschau' }).waitFor({ timeout: 60_000 })
}

/** Releases what is in preview and waits until it is stored; where questions are open, with a reason. */
export async function accept(page: Page): Promise<void> {
  const reason = page.getByLabel(/Warum können die Zahlen trotzdem gelten\?/)
  if ((await reason.count()) > 0) await reason.fill('Die übrigen Zahlen folgen.')
  await page.getByRole('button', { name: 'Prüfen und freigeben' }).click()
  await page.getByRole('button', { name: 'Lieferung zurückziehen' }).waitFor({ timeout: 60_000 })
}
