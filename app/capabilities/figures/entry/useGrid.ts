import {
  type ClipboardEvent,
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react'
import type { ColumnNames } from './columnNames.ts'
import { type Pasted, parseBlock, pasteBlock } from './paste.ts'
import { cellName, type SheetCells } from './sheet.ts'

/** What was pasted last, with the cells before, for its undoing. */
type LastPaste = { readonly before: SheetCells; readonly after: SheetCells; readonly pasted: Pasted }

type Position = { readonly row: number; readonly column: number }

function positionOf(target: EventTarget): (Position & { readonly input: HTMLInputElement }) | undefined {
  if (!(target instanceof HTMLInputElement)) return undefined
  const match = /^z(\d+)s(\d+)$/.exec(target.name)
  return match ? { row: Number(match[1]), column: Number(match[2]), input: target } : undefined
}

/** Where a key leads; undefined where it keeps its usual meaning, as an arrow inside a number does. */
function targetOf(event: KeyboardEvent, { row, column, input }: Position & { input: HTMLInputElement }) {
  if (event.altKey || event.ctrlKey || event.metaKey) return undefined
  const atStart = input.selectionStart === 0
  const atEnd = input.selectionEnd === input.value.length
  switch (event.key) {
    case 'Enter':
      return { row: row + (event.shiftKey ? -1 : 1), column }
    case 'ArrowDown':
      return { row: row + 1, column }
    case 'ArrowUp':
      return { row: row - 1, column }
    case 'ArrowLeft':
      return atStart && !event.shiftKey ? { row, column: column - 1 } : undefined
    case 'ArrowRight':
      return atEnd && !event.shiftKey ? { row, column: column + 1 } : undefined
    default:
      return undefined
  }
}

/** The cells of a grid while somebody works in it: typing, moving by keys, pasting pieces of a spreadsheet and taking that back. */
export function useGrid(
  initial: SheetCells,
  names: readonly (readonly string[])[],
  columns: readonly ColumnNames[],
  table: RefObject<HTMLTableElement | null>,
) {
  const [cells, setCells] = useState<SheetCells>(initial)
  const [last, setLast] = useState<LastPaste | undefined>(undefined)
  const [left, setLeft] = useState<Position | undefined>(undefined)
  const entered = useRef<(Position & { readonly text: string }) | undefined>(undefined)
  const current = useRef(cells)
  current.current = cells

  const inputAt = ({ row, column }: Position) =>
    table.current?.querySelector<HTMLInputElement>(`input[name="${cellName(row, column)}"]`)

  // What was typed before the scripts arrived stands in the fields already.
  useEffect(() => {
    const typed = current.current.map((texts, row) =>
      texts.map(
        (text, column) =>
          table.current?.querySelector<HTMLInputElement>(`input[name="${cellName(row, column)}"]`)?.value ??
          text,
      ),
    )
    if (JSON.stringify(typed) !== JSON.stringify(current.current)) setCells(typed)
  }, [table])

  const change = useCallback((row: number, column: number, text: string) => {
    setCells((before) =>
      before.map((texts, index) =>
        index === row ? texts.map((old, at) => (at === column ? text : old)) : texts,
      ),
    )
  }, [])

  /** What the Escape key gives back in the cell somebody is in, once pasting or its undoing has set all cells. */
  const enterAnew = (texts: SheetCells) => {
    const at = entered.current
    if (at) entered.current = { ...at, text: texts[at.row]?.[at.column] ?? '' }
  }

  const undo = () => {
    if (!last) return
    enterAnew(last.before)
    setCells(last.before)
    setLast(undefined)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const at = positionOf(event.target)
    if (!at) return
    const undoes = (event.ctrlKey || event.metaKey) && event.key === 'z' && !event.shiftKey
    if (undoes && last && last.after === cells) {
      event.preventDefault()
      undo()
      return
    }
    if (event.key === 'Escape' && !event.nativeEvent.isComposing) {
      const before = entered.current
      const isHere = before?.row === at.row && before.column === at.column
      if (!isHere || before.text === at.input.value) return
      event.preventDefault()
      change(at.row, at.column, before.text)
      return
    }
    const target = targetOf(event, at)
    if (!target) return
    const input = inputAt(target)
    // Enter never sends the form from inside the grid, also not at its lower edge.
    if (input || event.key === 'Enter') event.preventDefault()
    input?.focus()
    input?.select()
  }

  const onPaste = (event: ClipboardEvent) => {
    const at = positionOf(event.target)
    const text = event.clipboardData.getData('text/plain')
    if (!at || !/[\t\n\r]/.test(text.replace(/[\r\n]+$/, ''))) return
    event.preventDefault()
    const pasted = pasteBlock(cells, parseBlock(text), { row: at.row, column: at.column, names, columns })
    setLast({ before: cells, after: pasted.cells, pasted })
    if (typeof pasted.headings === 'object') return
    enterAnew(pasted.cells)
    setCells(pasted.cells)
  }

  const onFocus = (event: FocusEvent) => {
    const at = positionOf(event.target)
    entered.current = at && { row: at.row, column: at.column, text: at.input.value }
  }

  const onBlur = (event: FocusEvent) => setLeft(positionOf(event.target))

  return { cells, change, last: last?.pasted, undo, left, on: { onKeyDown, onPaste, onFocus, onBlur } }
}
