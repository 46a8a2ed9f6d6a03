import { germanDay } from '#app/plain/day.ts'
import type { Language } from '#app/plain/format.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { readPaging, rowsOfPage } from '#app/ui/paging.ts'
import { systemCodes } from '../boundaries/referenceSystem.ts'
import { findPlaceFile, readPlaceFile } from '../files/placeFiles.server.ts'
import { columnChoices } from '../files/sheetColumns.ts'
import { describeRefusal, type PlacesT } from '../files/words.ts'
import type { PointStep } from './compare.ts'
import { writeCoordinate } from './coordinates.ts'
import { createLocator, type Locator } from './locator.server.ts'
import { addressOf } from './point.ts'
import { readPointChoices } from './pointChoices.ts'
import { pointFields } from './pointColumns.ts'
import { analysePoints, isReady, type PointAnalysis } from './pointFile.server.ts'
import type { PointProblem } from './pointFile.ts'
import { drawPoints, locatedInWords } from './pointPages.server.ts'

const linesPerPage = 100
const shownProblems = 200
const shownVanished = 500

type Asked = {
  readonly t: PlacesT
  readonly language: Language
  readonly now: Date
  readonly parameters: URLSearchParams
}

/** All that the preview of a list of facilities shows; undefined where there is no such file. */
export async function readPointPreview(reader: Reader, id: number, asked: Asked) {
  const file = await findPlaceFile(reader, 'points', id)
  if (!file) return undefined
  const choices = readPointChoices(file.choices)
  const analysis = await analysePoints(reader, await readPlaceFile(reader, file), choices)
  if ('refusal' in analysis) return { name: file.name, refusal: describeRefusal(analysis.refusal, asked.t) }
  const locator = await createLocator(reader, germanDay(asked.now))
  return { name: file.name, ...describeAnalysis(analysis, locator, asked) }
}

function problemSentence(problem: PointProblem, language: Language, t: PlacesT): string {
  const text =
    'pair' in problem ? problem.pair.map((part) => writeCoordinate(part, language)).join(' / ') : problem.text
  return t(`points.problem.${problem.kind}`, { text })
}

function describeAnalysis(
  analysis: PointAnalysis,
  { locate, names, drawn }: Locator,
  { t, language, parameters }: Asked,
) {
  const { choices, columns, header, problems, notes, steps, vanished, system, mark } = analysis
  const paging = readPaging(parameters, steps.length, linesPerPage)
  const located = steps.map(({ point }) => locate(point))
  const count = (kind: PointStep['kind']) => steps.filter((step) => step.kind === kind).length
  return {
    mark,
    isReady: isReady(analysis),
    counts: {
      all: steps.length,
      new: count('new'),
      changed: count('changed'),
      same: count('same'),
      open: located.filter(({ placeId }) => placeId === undefined).length,
    },
    kind: choices.kind,
    withoutCoordinates: steps.filter(({ point }) => point.at === undefined).length,
    systemWords: system
      ? t(`boundaries.system.${system.how}`, { name: t(`boundaries.systems.${system.code}`) })
      : undefined,
    chosenSystem: choices.system ?? '',
    systems: systemCodes.map((code) => ({ value: code, label: t(`boundaries.systems.${code}`) })),
    columns: columnChoices(header),
    fields: pointFields.map((field) => ({
      field,
      label: t(`points.field.${field}`),
      column: columns[field],
      needed: field === 'name',
    })),
    problems: problems.slice(0, shownProblems).map((problem, index) => ({
      key: index,
      row: problem.row,
      sentence: problemSentence(problem, language, t),
      /** One box per line, however much is wrong with it. */
      isFirst: problems.findIndex((other) => other.row === problem.row) === index,
    })),
    problemCount: problems.length,
    skipped: choices.skip.toSorted((a, b) => a - b),
    notes: notes.slice(0, shownProblems).map(({ row, kind, ...note }) => ({
      row,
      sentence: t(`points.note.${kind}`, { text: 'text' in note ? note.text : '' }),
    })),
    noteCount: notes.length,
    paging,
    lines: rowsOfPage(steps, paging).map((step, index) => ({
      row: step.row,
      name: step.point.name,
      kind: t(`points.kind.${step.point.kind}`),
      address: addressOf(step.point),
      step: stepInWords(step, t),
      ...withPerhaps(step, locatedInWords(located[paging.from + index]!, names, t), t),
    })),
    vanished: vanished
      .slice(0, shownVanished)
      .map((point) => ({ id: point.id, name: point.name, address: addressOf(point) })),
    vanishedCount: vanished.length,
    map: drawPoints(
      steps.map(({ point }) => point),
      drawn,
      { id: 'vorschau', t },
    ),
  }
}

/** Beside where it lies: that it may be there already. */
function withPerhaps<Words extends { readonly remarks: readonly string[] }>(
  step: PointStep,
  words: Words,
  t: PlacesT,
): Words {
  if (step.kind !== 'new' || !step.perhaps) return words
  const address = addressOf(step.perhaps)
  const remark = t(address === '' ? 'points.remark.perhapsBare' : 'points.remark.perhaps', { address })
  return { ...words, remarks: [...words.remarks, remark] }
}

function stepInWords(step: PointStep, t: PlacesT): string {
  if (step.kind !== 'changed') return t(`points.step.${step.kind}`)
  const fields = step.fields.map((field) => t(`points.changedField.${field}`)).join(', ')
  return t('points.step.changed', { fields })
}
