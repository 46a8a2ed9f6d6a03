import { dayInWords } from '#app/plain/day.ts'
import type { Language } from '#app/plain/format.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { isDay } from '../files/day.ts'
import { placeFileLimits, type ReceivedForm } from '../files/receive.server.ts'
import { uploadProblem } from '../files/uploadErrors.ts'
import { describeRefusal, type PlacesT } from '../files/words.ts'
import {
  type AskedList,
  type AskRefusal,
  askLines,
  askTable,
  countByArea,
  wordsOf,
  writeAsked,
} from './asking.server.ts'

const shownRows = 200

/** `code`: what the address of the page says where a file was asked for and can't be made. */
export const askCodes = [
  'no-register',
  'no-addresses',
  'no-columns',
  'too-many',
  'day',
  'missing',
  'broken',
  'too-large',
  'unreadable',
] as const
export type AskCode = (typeof askCodes)[number]

type FormError = { readonly field: string; readonly message: string }
type Values = { readonly lines: string; readonly day: string }
type Refused = {
  readonly errors: readonly FormError[]
  readonly values: Values
  readonly code: AskCode
}

function refusalInWords(refusal: AskRefusal, t: PlacesT): string {
  switch (refusal.refused) {
    case 'no-register':
    case 'no-addresses':
    case 'no-columns':
    case 'too-many':
      return t(`streets.ask.refusal.${refusal.refused}`)
    default:
      return describeRefusal(refusal, t)
  }
}

/** Asks what the form holds: pasted lines or a file. */
async function askForm(
  reader: Reader,
  { fields, file }: ReceivedForm,
  t: PlacesT,
): Promise<{ readonly list: AskedList; readonly values: Values } | Refused> {
  const values = { lines: fields.get('lines') ?? '', day: fields.get('day') ?? '' }
  const isPasted = fields.has('lines')
  const refuse = (code: AskCode, field: string, message: string) => ({
    errors: [{ field, message }],
    values,
    code,
  })
  if (!isDay(values.day)) return refuse('day', 'day', t('streets.ask.dayWrong'))
  const problem = isPasted ? undefined : uploadProblem(file, placeFileLimits.table, t)
  if (problem && 'failed' in file) return refuse(file.failed, 'file', problem)
  const list =
    isPasted || 'failed' in file
      ? await askLines(reader, values.lines, values.day)
      : await askTable(reader, file.bytes, values.day)
  if ('refusal' in list) {
    const field = list.refusal.refused === 'no-register' ? 'day' : isPasted ? 'lines' : 'file'
    const code = askCodes.find((known) => known === list.refusal.refused) ?? 'unreadable'
    return refuse(code, field, refusalInWords(list.refusal, t))
  }
  return { list, values }
}

/** What the page shows: counts per area and the first answers. */
export async function answerAddresses(reader: Reader, form: ReceivedForm, t: PlacesT, language: Language) {
  const asked = await askForm(reader, form, t)
  if ('errors' in asked) return asked
  const { list, values } = asked
  return {
    values,
    register: t('streets.ask.register', { day: dayInWords(list.register.validFrom, language) }),
    total: list.rows.length,
    counts: countByArea(list, t('streets.unassigned')),
    rows: list.rows.slice(0, shownRows).map(({ fields, allocation }, index) => ({
      key: String(index),
      address: fields.filter((field) => field.trim() !== '').join(', '),
      ...wordsOf(allocation, list.names, t),
    })),
  }
}

/** The same as a file, with the area beside each address. */
export async function answerAddressesAsCsv(
  reader: Reader,
  form: ReceivedForm,
  t: PlacesT,
  language: Language,
): Promise<string | Refused> {
  const asked = await askForm(reader, form, t)
  return 'errors' in asked ? asked : writeAsked(asked.list, t, language)
}

/** The sentence of a code in the address of the page; undefined where it has none. */
export function askCodeInWords(code: string | null, t: PlacesT): string | undefined {
  const known = askCodes.find((one) => one === code)
  switch (known) {
    case undefined:
      return undefined
    case 'day':
      return t('streets.ask.dayWrong')
    case 'missing':
    case 'broken':
      return t(`upload.${known}`)
    case 'too-large':
      return t('upload.too-large', { megabytes: placeFileLimits.table / 1024 / 1024 })
    default:
      return t(`streets.ask.refusal.${known}`)
  }
}
