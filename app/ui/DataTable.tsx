import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { type Sort, sortParameter, writeSort } from './sort.ts'

export type Column<Row> = {
  readonly key: string
  readonly header: string
  /** A small line under the header ("Ziel: 95 %"). */
  readonly note?: string
  readonly cell: (row: Row) => ReactNode
  /** Right-aligned, figures of equal width. */
  readonly numeric?: boolean
  /** Names the row; the first column, stays visible while scrolling sideways. */
  readonly rowHeader?: boolean
  readonly sortable?: boolean
  readonly nowrap?: boolean
  /** The header is read aloud but not shown (a column of buttons). */
  readonly hideHeader?: boolean
}

type DataTableProps<Row> = {
  /** What the table shows: its name for everybody. */
  caption: string
  /** When a heading or figure title beside it says the same. */
  captionHidden?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** The order the rows are in. Headers of sortable columns become links to the other orders. */
  sort?: Sort
  sortParameter?: string
  /** On a phone each row becomes a card: for lists, not for matrices. */
  cards?: boolean
  dense?: boolean
  /** Rows that stand out, as the town among its areas. */
  emphasised?: (row: Row) => boolean
  /** Rows with totals, under a line. */
  foot?: readonly Row[]
  /** Shown instead of the table when there are no rows. */
  empty?: ReactNode
}

/** A table that can be read, sorted without JavaScript, scrolled by keyboard and printed with repeated headers. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, captionHidden, columns, rows, rowKey, cards, dense, emphasised, foot, empty } = props
  const id = useId()
  if (rows.length === 0 && empty !== undefined) return <div className="ll-table-empty">{empty}</div>
  const classes = ['ll-table', cards && 'll-table--cards', dense && 'll-table--dense']
    .filter(Boolean)
    .join(' ')
  const line = (row: Row, emphasis: boolean) => (
    <tr key={rowKey(row)} className={emphasis ? 'll-table__strong' : undefined}>
      {columns.map((column) => (
        <BodyCell key={column.key} column={column} row={row} wrapped={cards === true} />
      ))}
    </tr>
  )
  return (
    <section
      className="ll-table-region"
      id={props.sort ? anchorOf(props.sortParameter) : undefined}
      aria-labelledby={id}
      tabIndex={0}
    >
      <table className={classes}>
        <caption id={id} className={captionHidden ? 'kern-sr-only' : undefined}>
          <span className="ll-table__caption">{caption}</span>
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeaderCell
                key={column.key}
                column={column}
                sort={props.sort}
                parameter={props.sortParameter}
              />
            ))}
          </tr>
        </thead>
        <tbody>{rows.map((row) => line(row, emphasised?.(row) ?? false))}</tbody>
        {foot && foot.length > 0 ? <tfoot>{foot.map((row) => line(row, true))}</tfoot> : null}
      </table>
    </section>
  )
}

function HeaderCell<Row>({
  column,
  sort,
  parameter,
}: {
  column: Column<Row>
  sort?: Sort
  parameter?: string
}) {
  const current = sort && sort.key === column.key ? sort : undefined
  const order = current ? (current.descending ? 'descending' : 'ascending') : undefined
  const content =
    sort && column.sortable ? (
      <SortLink column={column} order={order} parameter={parameter ?? sortParameter} />
    ) : (
      column.header
    )
  return (
    <th scope="col" className={classesOf(column, 'head')} aria-sort={order}>
      <span className={column.hideHeader ? 'kern-sr-only' : undefined}>{content}</span>
      {column.note ? <span className="ll-table__note">{column.note}</span> : null}
    </th>
  )
}

/** Where a newly sorted page opens: at the table again. */
const anchorOf = (parameter: string = sortParameter) =>
  parameter === sortParameter ? 'sortiert' : `sortiert-${parameter}`

type Order = 'ascending' | 'descending' | undefined

/** Sorts by a plain GET: the address holds the order. The first click sorts figures from high to low, names from A. */
function SortLink<Row>(props: { column: Column<Row>; order: Order; parameter: string }) {
  const { column, order, parameter } = props
  const { t } = useTranslation('ui')
  const { search } = useLocation()
  const parameters = new URLSearchParams(search)
  const descending = order ? order === 'ascending' : column.numeric === true
  parameters.set(parameter, writeSort({ key: column.key, descending }))
  return (
    <Link className="ll-sort" to={`?${parameters}#${anchorOf(parameter)}`} preventScrollReset replace>
      {column.header}
      <span className="kern-sr-only">, {order ? t(`table.${order}`) : t('table.sort')}</span>
      <span className="ll-sort__mark" data-order={order} aria-hidden="true" />
    </Link>
  )
}

/** In cards the content stands beside its label: there it needs an element of its own. */
function BodyCell<Row>({ column, row, wrapped }: { column: Column<Row>; row: Row; wrapped: boolean }) {
  if (column.rowHeader) {
    return (
      <th scope="row" className={classesOf(column, 'row')}>
        {column.cell(row)}
      </th>
    )
  }
  const content = column.cell(row)
  const isEmpty = content === null || content === undefined || content === ''
  return (
    <td className={classesOf(column, 'cell')} data-label={column.hideHeader ? undefined : column.header}>
      {wrapped && !isEmpty ? <div>{content}</div> : content}
    </td>
  )
}

function classesOf<Row>(column: Column<Row>, part: 'head' | 'row' | 'cell'): string | undefined {
  const classes = [
    column.rowHeader && 'll-table__name',
    column.numeric && 'll-table__number',
    column.nowrap && part !== 'head' && 'll-table__nowrap',
  ].filter(Boolean)
  return classes.length > 0 ? classes.join(' ') : undefined
}
