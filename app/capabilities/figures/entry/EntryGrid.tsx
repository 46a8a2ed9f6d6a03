import type { TFunction } from 'i18next'
import { memo, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatValue, type Language, missingInWords } from '#app/plain/format.ts'
import { fieldId } from '#app/ui/field-id.ts'
import { useLanguage } from '#app/ui/language.ts'
import { type ColumnSum, readEntered, sumColumn } from './entered.ts'
import type { MergeConflict } from './merge.ts'
import type { Pasted } from './paste.ts'
import { cellName, longestCell, type SheetCells } from './sheet.ts'
import type { EarlierView, SheetColumnView, SheetRowView, SheetView } from './sheetView.ts'
import { useGrid } from './useGrid.ts'
import './entry.css'

type FiguresT = TFunction<'figures'>

type GridProps = {
  view: SheetView
  /** What stands in the cells at first: as saved, or as typed where it could not be saved. */
  cells: SheetCells
  conflicts: readonly MergeConflict[]
  onDirty: (isDirty: boolean) => void
}

/**
 * The table of an entry sheet: text fields in a real table, which work as they are; with scripts the keys move through it as in
 * a spreadsheet, pieces of one can be pasted, and the sums follow.
 */
export function EntryGrid({ view, cells: initial, conflicts, onDirty }: GridProps) {
  const { t } = useTranslation('figures')
  const language = useLanguage()
  const id = useId()
  const table = useRef<HTMLTableElement>(null)
  const names = useMemo(() => view.rows.map((row) => row.names), [view])
  const columns = useMemo(() => view.columns.map((column) => column.names), [view])
  const grid = useGrid(initial, names, columns, table)
  const isDirty = grid.cells !== initial && JSON.stringify(grid.cells) !== JSON.stringify(initial)
  useEffect(() => onDirty(isDirty), [isDirty, onDirty])
  const conflictsOf = useMemo(() => Map.groupBy(conflicts, ({ row }) => row), [conflicts])
  return (
    <div className="entry-grid">
      <p className="entry-grid__keys">{t('entry.sheet.keys')}</p>
      <section className="ll-table-region" aria-labelledby={`${id}-name`}>
        {/* biome handles keys on the table, the fields inside are what is interactive */}
        <table className="ll-table entry-table" ref={table} {...grid.on}>
          <caption id={`${id}-name`} className="kern-sr-only">
            {t('entry.sheet.caption')}
          </caption>
          <thead>
            <tr>
              <th scope="col" className="ll-table__name">
                {t('entry.sheet.place')}
              </th>
              {view.columns.map((column, index) => (
                <th scope="col" key={columnKey(column)} id={`${id}-s${index}`} className="entry-table__head">
                  {column.series}
                  <span className="ll-table__note">{noteOf(column, t)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.rows.map((row, index) => (
              <GridRow
                key={row.key}
                {...{ id, row, index, language, t }}
                columns={view.columns}
                texts={grid.cells[index]!}
                earlier={view.earlier[index]!}
                conflicts={conflictsOf.get(index)}
                onChange={grid.change}
              />
            ))}
          </tbody>
          <Sums view={view} cells={grid.cells} language={language} t={t} />
        </table>
      </section>
      <Announcement view={view} grid={grid} t={t} />
    </div>
  )
}

const columnKey = ({ series, period, breakdown }: SheetColumnView) => `${series} ${period} ${breakdown}`

const noteOf = ({ period, breakdown, unit }: SheetColumnView, t: FiguresT): string =>
  [period, breakdown, unit === 'count' ? '' : t(`entry.unit.${unit}`)]
    .filter((text) => text !== '')
    .join(', ')

type RowProps = {
  id: string
  row: SheetRowView
  index: number
  columns: readonly SheetColumnView[]
  texts: readonly string[]
  earlier: readonly EarlierView[]
  conflicts: readonly MergeConflict[] | undefined
  onChange: (row: number, column: number, text: string) => void
  language: Language
  t: FiguresT
}

/** Drawn again only when something in it changed: typing in a table of two thousand cells stays quick. */
const GridRow = memo(function GridRow(props: RowProps) {
  const { id, row, index, columns, texts, earlier, conflicts, onChange, language, t } = props
  return (
    <tr className={row.isWhole ? 'll-table__strong' : undefined}>
      <th scope="row" className="ll-table__name" id={`${id}-z${index}`}>
        {row.name}
      </th>
      {columns.map((column, at) => {
        const name = cellName(index, at)
        const field = fieldId(name)
        const text = texts[at] ?? ''
        const note = describeEntered(text, column, language, t)
        const before = earlier[at]
        const conflict = conflicts?.find((one) => one.column === at)
        return (
          <td key={columnKey(column)} className="entry-table__cell">
            <input
              id={field}
              name={name}
              className="entry-table__input"
              value={text}
              onChange={(event) => onChange(index, at, event.currentTarget.value)}
              maxLength={longestCell}
              autoComplete="off"
              inputMode="text"
              aria-labelledby={`${id}-z${index} ${id}-s${at}`}
              aria-describedby={note || conflict || before ? `${field}-stand` : undefined}
              aria-invalid={note?.isProblem ? true : undefined}
            />
            <div id={`${field}-stand`}>
              {note ? (
                <span className={note.isProblem ? 'entry-table__error' : 'entry-table__note'}>
                  {note.text}
                </span>
              ) : null}
              {conflict ? (
                <span className="entry-table__error">
                  {conflict.theirs === ''
                    ? t('entry.sheet.conflictEmpty')
                    : t('entry.sheet.conflict', { text: conflict.theirs })}
                </span>
              ) : null}
              {before ? (
                <span className="entry-table__earlier">
                  {before.isSame
                    ? t('entry.sheet.holds', { text: before.text })
                    : t('entry.sheet.earlier', { period: before.period, text: before.text })}
                </span>
              ) : null}
            </div>
          </td>
        )
      })}
    </tr>
  )
})

/** What a cell means beside its number: a sign in words, a mark, or what is wrong with it. */
function describeEntered(
  text: string,
  column: SheetColumnView,
  language: Language,
  t: FiguresT,
): { text: string; isProblem: boolean } | undefined {
  const entered = readEntered(text, column)
  switch (entered.kind) {
    case 'empty':
      return undefined
    case 'problem':
      return { text: t(`problem.${entered.problem}`, { text }), isProblem: true }
    case 'missing': {
      const words =
        entered.below === undefined
          ? missingInWords(entered.reason, language)
          : t('entry.sheet.below', { limit: formatValue(entered.below, column.unit, 0, language) })
      return { text: words, isProblem: false }
    }
    case 'value': {
      const words: string[] = entered.flags.map((flag) => t(`entry.sheet.flag.${flag}`))
      if (/^[-\u2013\u2014\u2212]$/.test(text.trim())) words.push(t('entry.sheet.zero'))
      return words.length > 0 ? { text: words.join(', '), isProblem: false } : undefined
    }
  }
}

function Sums({
  view,
  cells,
  language,
  t,
}: {
  view: SheetView
  cells: SheetCells
  language: Language
  t: FiguresT
}) {
  const parts = view.rows.flatMap((row, index) => (row.isPart ? [index] : []))
  const whole = view.rows.findIndex((row) => row.isWhole)
  if (parts.length < 2 || !view.columns.some(({ addsUp }) => addsUp)) return null
  const rows = { parts, whole: whole < 0 ? undefined : whole }
  const sums = view.columns.map((column, index) =>
    column.addsUp ? sumColumn(cells, index, column, rows) : undefined,
  )
  const format = (value: number, { unit, decimals }: SheetColumnView) =>
    formatValue(value, unit, unit === 'eur' ? 2 : decimals, language)
  const line = (label: string, cell: (sum: ColumnSum, column: SheetColumnView) => string) => (
    <tr>
      <th scope="row" className="ll-table__name">
        {label}
      </th>
      {view.columns.map((column, index) => {
        const sum = sums[index]
        return (
          <td key={columnKey(column)} className="entry-table__sum">
            {sum && sum.filled > 0 ? cell(sum, column) : ''}
          </td>
        )
      })}
    </tr>
  )
  return (
    <tfoot>
      {line(t('entry.sheet.sum'), ({ sum, open }, column) =>
        open > 0
          ? `${format(sum, column)} (${t('entry.sheet.sumOpen', { count: open })})`
          : format(sum, column),
      )}
      {whole < 0
        ? null
        : line(t('entry.sheet.difference', { whole: view.rows[whole]!.name }), ({ difference }, column) =>
            difference === undefined ? '' : format(difference, column),
          )}
    </tfoot>
  )
}

function describePasted({ taken, outside, byName, unknown, headings }: Pasted, t: FiguresT): string {
  if (typeof headings === 'object') {
    const { kind, heading } = headings
    return [t(`entry.sheet.heading.${kind}`, { heading }), t('entry.sheet.heading.nothing')].join(' ')
  }
  return [
    t('entry.sheet.pasted', { count: taken }),
    headings === 'followed' ? t('entry.sheet.pastedByHeading') : '',
    byName ? t('entry.sheet.pastedByName') : '',
    outside > 0 ? t('entry.sheet.pastedOutside', { count: outside }) : '',
    unknown.length > 0 ? t('entry.sheet.pastedUnknown', { names: unknown.slice(0, 5).join(', ') }) : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

/** Says what was pasted and what is wrong with the cell that was just left, for eyes and ears. */
function Announcement({ view, grid, t }: { view: SheetView; grid: ReturnType<typeof useGrid>; t: FiguresT }) {
  const [isUndone, setUndone] = useState(false)
  const { last, left, cells } = grid
  useEffect(() => {
    if (last) setUndone(false)
  }, [last])
  const column = left && view.columns[left.column]
  const text = left ? (cells[left.row]?.[left.column] ?? '') : ''
  const entered = column && readEntered(text, column)
  const problem =
    left && column && entered?.kind === 'problem'
      ? t('entry.sheet.atCell', {
          place: view.rows[left.row]?.name ?? '',
          column: `${column.series} ${column.period}`,
          sentence: t(`problem.${entered.problem}`, { text }),
        })
      : ''
  const pasted = last ? describePasted(last, t) : isUndone ? t('entry.sheet.undone') : ''
  return (
    <div className="entry-grid__said">
      <p role="status">{[pasted, problem].filter((sentence) => sentence !== '').join(' ')}</p>
      {last && typeof last.headings !== 'object' ? (
        <button
          type="button"
          className="kern-btn kern-btn--tertiary ll-button"
          onClick={() => {
            grid.undo()
            setUndone(true)
          }}
        >
          <span className="kern-label">{t('entry.sheet.undo')}</span>
        </button>
      ) : null}
    </div>
  )
}
