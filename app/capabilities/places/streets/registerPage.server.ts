import type { Reader } from '#app/platform/database.server.ts'
import type { NamedPlace } from '../files/matchPlaces.ts'
import { findPlaceFile } from '../files/placeFiles.server.ts'
import { columnChoices } from '../files/sheetColumns.ts'
import { describeRefusal, type PlacesT } from '../files/words.ts'
import { analyseRegister, type RegisterAnalysis } from './registerAnalysis.server.ts'
import { blocks, type RegisterFinding } from './registerCheck.ts'
import { type RegisterProblem, registerFields } from './registerFile.ts'
import { countStreets } from './registers.server.ts'
import { type StreetRange, writeNumber } from './street.ts'

const shownLines = 8
const shownProblems = 100
const shownNames = 300

export type Line = { readonly row: number; readonly sentence: string }

/** All that the preview of a register's file shows; undefined where there is no such file. */
export async function readRegisterPage(reader: Reader, id: number, t: PlacesT) {
  const file = await findPlaceFile(reader, 'streets', id)
  if (!file) return undefined
  const analysis = await analyseRegister(reader, file)
  const facts = { id: file.id, name: file.name, createdBy: file.createdBy }
  if ('refusal' in analysis) return { file: facts, refusal: describeRefusal(analysis.refusal, t) }
  return { file: facts, ...describeAnalysis(analysis, t) }
}

function describeAnalysis(analysis: RegisterAnalysis, t: PlacesT) {
  const { choices, columns, header, ranges, problems, findings, areas, places } = analysis
  const names = new Map(places.map(({ id, name }) => [id, name]))
  const rest = problems.filter(({ kind }) => kind !== 'unknown-area' && kind !== 'several-areas')
  const blocking = findings.filter(blocks)
  const questions: readonly Line[] = [
    ...rest.map((problem) => ({ row: problem.row, sentence: problemSentence(problem, t) })),
    ...blocking.map((finding) => ({ row: finding.row, sentence: findingSentence(finding, t) })),
  ]
  const notes = findings.filter((finding) => !blocks(finding))
  const unknown = [...areas].filter(([name, { match }]) => match.kind !== 'same' || name in choices.areas)
  return {
    validFrom: choices.validFrom,
    counts: { lines: ranges.length, streets: countStreets(ranges) },
    isReady: ranges.length > 0 && problems.length === 0 && blocking.length === 0,
    columns: columnChoices(header),
    fields: registerFields.map((field) => ({
      field,
      label: t(`streets.field.${field}`),
      column: columns[field],
      needed: field === 'street' || field === 'area',
    })),
    questions: questions.slice(0, shownProblems),
    questionCount: questions.length,
    notes: notes
      .slice(0, shownProblems)
      .map((finding) => ({ row: finding.row, sentence: findingSentence(finding, t) })),
    noteCount: notes.length,
    names: unknown.slice(0, shownNames).map(([name, { lines }]) => ({
      name,
      label: t('streets.preview.nameLines', { name, count: lines }),
      placeId: choices.areas[name],
    })),
    openNames: unknown.filter(([, { match }]) => match.kind !== 'same').length,
    areas: countAreas(analysis, names),
    places: placeChoices(places),
    lines: ranges.slice(0, shownLines).map((range) => ({
      row: range.row,
      street: range.street,
      numbers: numbersInWords(range, t),
      side: t(`streets.side.${range.side}`),
      area: names.get(range.placeId) ?? '',
      town: [range.postcode, range.town].join(' ').trim(),
    })),
  }
}

/** "1 bis 25", "ab 12", "bis 25", or "alle Nummern" of a whole street. */
function numbersInWords({ from, to }: Pick<StreetRange, 'from' | 'to'>, t: PlacesT): string {
  if (from.number === 0 && to === undefined) return t('streets.preview.allNumbers')
  const words = to === undefined ? 'fromOn' : from.number === 0 ? 'upTo' : 'fromTo'
  return t(`streets.preview.${words}`, { from: writeNumber(from), to: to ? writeNumber(to) : '' })
}

const placeChoices = (places: readonly NamedPlace[]) =>
  places.map(({ id, name }) => ({ value: String(id), label: name }))

/** Lines and streets per area, in the town's order; areas without a line are there with none. */
function countAreas({ ranges, places }: RegisterAnalysis, names: ReadonlyMap<number, string>) {
  const byPlace = Map.groupBy(ranges, ({ placeId }) => placeId)
  const kinds = new Set(places.filter(({ id }) => byPlace.has(id)).map(({ kind }) => kind))
  return places
    .filter(({ id, kind }) => byPlace.has(id) || (kind === 'area' && kinds.has('area')))
    .map(({ id }) => {
      const lines = byPlace.get(id) ?? []
      return { id, name: names.get(id) ?? '', lines: lines.length, streets: countStreets(lines) }
    })
}

function problemSentence(problem: RegisterProblem, t: PlacesT): string {
  const { kind, row: _row, ...details } = problem
  const shown = { text: '', from: '', to: '', ...details }
  return kind === 'unreadable-number'
    ? t(`streets.problem.unreadable-number.${problem.field}`, shown)
    : t(`streets.problem.${kind}`, shown)
}

function findingSentence(finding: RegisterFinding, t: PlacesT): string {
  const { kind, row: _row, ...details } = finding
  const shown = { other: '', from: '', to: '', ...details }
  if (kind === 'gap' && finding.from === finding.to) return t('streets.finding.gapOfOne', shown)
  return t(`streets.finding.${kind}`, shown)
}
