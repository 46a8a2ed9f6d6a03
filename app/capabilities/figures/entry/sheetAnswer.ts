import type { FiguresT } from '../sentences.ts'
import type { MergeConflict } from './merge.ts'
import { cellName, longestCell, type SheetCells } from './sheet.ts'
import type { SheetCommandOutcome } from './sheetCommands.server.ts'
import type { SheetView } from './sheetView.ts'

/** Errors that the summary lists; the others stand at their cells. */
const mostListed = 20

/** As the summary of errors takes it. */
export type SheetError = { readonly field?: string; readonly message: string }

/** What the page shows after a command that could not be done as asked. */
export type SheetAnswer = {
  readonly errors: readonly SheetError[]
  readonly conflict?: { readonly by: string; readonly conflicts: readonly MergeConflict[] }
  /** Where nothing could be saved: what was typed, upon which state. */
  readonly typed?: {
    readonly cells: SheetCells
    readonly base: SheetCells
    readonly version: number
    readonly receivedOn: string
    readonly note: string
  }
  /** What was typed is saved, but was not delivered. */
  readonly isSaved: boolean
}

type Unfinished = Extract<SheetCommandOutcome, { kind: 'wrong' | 'conflict' | 'not-delivered' }>

/** The answer to a command that could not be done, in words. */
export function describeSheetOutcome(
  outcome: Unfinished,
  view: SheetView,
  t: FiguresT,
  noteLimit: number,
): SheetAnswer {
  switch (outcome.kind) {
    case 'wrong': {
      const errors = outcome.wrong.slice(0, mostListed).map((field) => {
        if (field === 'note') return { field, message: t('new.noteLong', { limit: noteLimit }) }
        if (field === 'receivedOn') return { field, message: t('new.receivedWrong') }
        return {
          field: cellName(field.row, field.column),
          message: atCell(field, view, t, t('entry.sheet.cellLong', { limit: longestCell })),
        }
      })
      return { errors, typed: outcome.input, isSaved: false }
    }
    case 'conflict': {
      const { cells, base, version, conflicts, by, input } = outcome
      const { receivedOn, note } = input
      return {
        errors: [],
        conflict: { by, conflicts },
        typed: { cells, base, version, receivedOn, note },
        isSaved: false,
      }
    }
    case 'not-delivered':
      return { errors: errorsOf(outcome.why, view, t), isSaved: true }
  }
}

const atCell = (
  { row, column }: { readonly row: number; readonly column: number },
  view: SheetView,
  t: FiguresT,
  sentence: string,
): string =>
  t('entry.sheet.atCell', {
    place: view.rows[row]?.name ?? '',
    column: [view.columns[column]?.series, view.columns[column]?.period].join(' '),
    sentence,
  })

function errorsOf(
  why: Extract<SheetCommandOutcome, { kind: 'not-delivered' }>['why'],
  view: SheetView,
  t: FiguresT,
): SheetError[] {
  if (why.why !== 'cells') {
    const isEmpty = why.why === 'empty'
    return isEmpty
      ? [{ field: cellName(0, 0), message: t('entry.sheet.emptySheet') }]
      : [{ message: t('entry.sheet.refused') }]
  }
  const listed = why.errors.slice(0, mostListed).map(({ row, column, problem }) => ({
    field: cellName(row, column),
    message: atCell(
      { row, column },
      view,
      t,
      t(`problem.${problem}`, { text: view.cells[row]?.[column] ?? '' }),
    ),
  }))
  const more = why.errors.length - listed.length
  return more > 0 ? [...listed, { message: t('entry.sheet.moreErrors', { count: more }) }] : listed
}
