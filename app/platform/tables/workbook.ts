import type { Archive } from './archive.ts'
import { meaningOfBuiltIn, meaningOfFormat, type NumberMeaning } from './numberformat.ts'
import { FileRefused, fileLimits } from './refusal.ts'
import { raise, readXml, unescapeText } from './sheetxml.ts'

export type SheetInfo = { readonly name: string; readonly hidden: boolean; readonly part: string }

/** What all sheets of a workbook share. `meanings`: of each cell style, by its position. */
export type Workbook = {
  readonly archive: Archive
  readonly sheets: readonly SheetInfo[]
  readonly texts: readonly string[]
  readonly meanings: readonly NumberMeaning[]
  readonly since1904: boolean
}

/** Path of a part relative to the folder of the part that names it. */
function resolvePart(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const parts = folder.split('/').filter(Boolean)
  for (const step of target.split('/')) {
    if (step === '..') parts.pop()
    else if (step !== '.') parts.push(step)
  }
  return parts.join('/')
}

async function readRelations(
  archive: Archive,
  part: string,
): Promise<Map<string, { type: string; part: string }>> {
  const slash = part.lastIndexOf('/')
  const folder = slash < 0 ? '' : part.slice(0, slash)
  const file = `${folder ? `${folder}/` : ''}_rels/${part.slice(slash + 1)}.rels`
  const relations = new Map<string, { type: string; part: string }>()
  if (!archive.has(file)) return relations
  await readXml(archive.stream(file), {
    open: (name, { Id, Target, Type = '', TargetMode }) => {
      if (name !== 'Relationship' || !Id || !Target || TargetMode === 'External') return
      relations.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), part: resolvePart(folder, Target) })
    },
  })
  return relations
}

function refuseOtherArchives(archive: Archive): void {
  const holds = (start: string) => archive.names.some((name) => name.startsWith(start))
  if (holds('word/')) throw new FileRefused({ refused: 'not-a-table', looksLike: 'word' })
  if (archive.has('mimetype')) throw new FileRefused({ refused: 'not-a-table', looksLike: 'open-document' })
  if (archive.has('xl/workbook.bin')) {
    throw new FileRefused({ refused: 'not-a-table', looksLike: 'binary-excel' })
  }
  if (!holds('xl/')) throw new FileRefused({ refused: 'not-a-table', looksLike: 'archive' })
}

async function readSheets(archive: Archive, part: string): Promise<Pick<Workbook, 'sheets' | 'since1904'>> {
  const relations = await readRelations(archive, part)
  const sheets: SheetInfo[] = []
  let since1904 = false
  await readXml(archive.stream(part), {
    open: (name, attributes) => {
      if (name === 'workbookPr') since1904 = attributes.date1904 === '1' || attributes.date1904 === 'true'
      if (name !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => key === 'id' || key.endsWith(':id'))?.[1]
      const target = id === undefined ? undefined : relations.get(id)
      if (target?.type !== 'worksheet' || !archive.has(target.part)) return
      const hidden = attributes.state === 'hidden' || attributes.state === 'veryHidden'
      sheets.push({ name: attributes.name ?? '', hidden, part: target.part })
    },
  })
  return { sheets, since1904 }
}

async function readSharedTexts(archive: Archive, part: string | undefined): Promise<string[]> {
  const texts: string[] = []
  if (!part || !archive.has(part)) return texts
  const collector = createTextCollector()
  let total = 0
  await readXml(archive.stream(part), {
    open: (name) => {
      if (name === 'si') collector.begin()
      else collector.open(name)
    },
    text: (text) => collector.text(text),
    close: (name) => {
      collector.close(name)
      if (name !== 'si') return
      const whole = collector.end()
      total += whole.length
      if (total > fileLimits.sharedText) throw new FileRefused({ refused: 'unpacks-too-large' })
      texts.push(whole)
    },
  })
  return texts
}

/** Gathers the text of a shared or inline string: its runs without phonetic help, raised runs as raised digits. */
export function createTextCollector() {
  let text = ''
  let depthInPhonetic = 0
  let inText = false
  let raised = false
  return {
    begin() {
      text = ''
      raised = false
    },
    open(name: string, value?: string) {
      if (name === 'rPh') depthInPhonetic += 1
      else if (name === 't') inText = true
      else if (name === 'r') raised = false
      else if (name === 'vertAlign') raised = value === undefined || value === 'superscript'
    },
    text(part: string) {
      if (inText && depthInPhonetic === 0) text += raised ? raise(part) : part
    },
    close(name: string) {
      if (name === 'rPh') depthInPhonetic -= 1
      else if (name === 't') inText = false
      else if (name === 'r') raised = false
    },
    end: () => unescapeText(text),
  }
}

async function readMeanings(archive: Archive, part: string | undefined): Promise<NumberMeaning[]> {
  const formats = new Map<number, NumberMeaning>()
  const meanings: NumberMeaning[] = []
  if (!part || !archive.has(part)) return meanings
  let inCellFormats = false
  await readXml(archive.stream(part), {
    open: (name, { numFmtId, formatCode }) => {
      if (name === 'numFmt' && numFmtId) formats.set(Number(numFmtId), meaningOfFormat(formatCode ?? ''))
      else if (name === 'cellXfs') inCellFormats = true
      else if (name === 'xf' && inCellFormats) {
        const id = Number(numFmtId ?? 0)
        meanings.push(formats.get(id) ?? meaningOfBuiltIn(id))
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false
    },
  })
  return meanings
}

/** Opens an XLSX (its archive in memory, at most 30 MB) without reading its sheets. Throws `FileRefused`. */
export async function openWorkbook(archive: Archive): Promise<Workbook> {
  refuseOtherArchives(archive)
  const root = [...(await readRelations(archive, '')).values()].find(({ type }) => type === 'officeDocument')
  const part = root?.part ?? 'xl/workbook.xml'
  const { sheets, since1904 } = await readSheets(archive, part)
  if (sheets.length === 0) throw new FileRefused({ refused: 'no-sheet' })
  const relations = [...(await readRelations(archive, part)).values()]
  const partOf = (type: string) => relations.find((relation) => relation.type === type)?.part
  return {
    archive,
    sheets,
    since1904,
    texts: await readSharedTexts(archive, partOf('sharedStrings')),
    meanings: await readMeanings(archive, partOf('styles')),
  }
}
