import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { describe, expect, test } from 'vitest'
import { type Cell, type MissingReason, missing, missingReasons, present } from '#app/plain/cell.ts'
import type { Language } from '#app/plain/format.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { CellNotes, CellText, ChangeText, type ShownCell } from './CellText.tsx'
import { type Column, DataTable } from './DataTable.tsx'
import { ErrorSummary } from './ErrorSummary.tsx'
import { fieldId } from './field-id.ts'
import { RadioGroup, TextField } from './fields.tsx'
import { StatusMark } from './StatusMark.tsx'

function draw(element: ReactNode, address = '/', language: Language = 'de'): string {
  const router = createMemoryRouter([{ path: '*', element }], { initialEntries: [address] })
  return renderToStaticMarkup(
    createElement(I18nextProvider, { i18n: i18nFor(language) }, createElement(RouterProvider, { router })),
  )
}

/** What a person reads who cannot see signs: text without decoration. */
const read = (html: string) =>
  html
    .replace(/<(span|svg)[^>]*aria-hidden="true"[^>]*>.*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, '')
    .replaceAll('\u202f', ' ')
const shown = (cell: Cell) => cell as ShownCell
const percent = (cell: Cell, short = false) =>
  createElement(CellText, { cell: shown(cell), unit: 'percent', decimals: 1, short })

describe('a cell as text', () => {
  test('a value has German form, its unit and its marks in words', () => {
    expect(read(draw(percent(present(82.11, ['provisional']))))).toBe('82,1 %, vorläufig')
  })

  test('every reason for a missing value is said in words, also where only its sign is shown', () => {
    for (const reason of missingReasons) {
      for (const language of ['de', 'en'] as const) {
        const [long, short] = [false, true].map((isShort) =>
          read(draw(percent(missing(reason), isShort), '/', language)),
        )
        expect(long!.length).toBeGreaterThan(4)
        expect(short).toBe(long)
      }
    }
  })

  test('a secret value shows the word and never a number', () => {
    for (const reason of ['suppressed', 'secret-at-source'] satisfies MissingReason[]) {
      const html = draw(percent(missing(reason), true))
      expect(html).toContain('geheim')
      expect(read(html)).not.toMatch(/\d/)
    }
  })

  test('only signs that occur are explained', () => {
    const notes = read(
      draw(createElement(CellNotes, { cells: [present(1), missing('not-yet'), present(2, ['revised'])] })),
    )
    expect(notes).toContain('liegt noch nicht vor')
    expect(notes).toContain('berichtigt')
    expect(notes).not.toContain('geheim')
    expect(draw(createElement(CellNotes, { cells: [present(1)] }))).toBe('')
  })

  test('a change of percentages is in percentage points and says whether it is one for the better', () => {
    const change = (value: number, direction: 'up' | 'down', decimals = 1) => {
      const cell = shown(present(value))
      return read(draw(createElement(ChangeText, { cell, unit: 'percent', decimals, direction })))
    }
    expect(change(3.14, 'up')).toBe('+3,1 Prozentpunkte, Verbesserung')
    expect(change(3.14, 'down')).toBe('+3,1 Prozentpunkte, Verschlechterung')
    expect(change(-1, 'down')).toBe('−1,0 Prozentpunkte, Verbesserung')
    expect(change(1, 'up', 0)).toBe('+1 Prozentpunkt, Verbesserung')
    expect(change(0.04, 'up')).toBe('±0,0 Prozentpunkte')
  })
})

test('each status has its own word and its own shape', () => {
  const drawn = (['reached', 'nearly', 'missed', 'no-data', 'none'] as const).map((status) =>
    draw(createElement(StatusMark, { status })),
  )
  expect(new Set(drawn.map(read)).size).toBe(5)
  expect(
    new Set(drawn.map((html) => /<svg.*<\/svg>/.exec(html)![0].replace(/class="[^"]*"/g, ''))).size,
  ).toBe(5)
})

describe('a table', () => {
  type Row = { name: string; value: number }
  const rows: Row[] = [
    { name: 'Heessen', value: 82 },
    { name: 'Herringen', value: 70 },
  ]
  const columns: Column<Row>[] = [
    { key: 'name', header: 'Sozialraum', rowHeader: true, sortable: true, cell: (row) => row.name },
    { key: 'value', header: 'Quote', numeric: true, sortable: true, cell: (row) => row.value },
  ]
  const table = (props: { rows: Row[]; empty?: string }) =>
    createElement(DataTable<Row>, {
      caption: 'Besuchsquote',
      columns,
      rowKey: (row) => row.name,
      sort: { key: 'value', descending: true },
      ...props,
    })

  test('has a caption, headers for columns and rows, and says its order', () => {
    const html = draw(table({ rows }))
    expect(html).toContain('Besuchsquote</span></caption>')
    expect(html.match(/scope="col"/g)).toHaveLength(2)
    expect(html.match(/scope="row"/g)).toHaveLength(2)
    expect(html).toContain('aria-sort="descending"')
  })

  test('headers lead to the other order and keep the rest of the view', () => {
    const html = draw(table({ rows }), '/hamm/zahlen?jahr=2018&sortierung=-value')
    expect(html).toContain('href="/hamm/zahlen?jahr=2018&amp;sortierung=value#sortiert"')
    expect(html).toContain('href="/hamm/zahlen?jahr=2018&amp;sortierung=name#sortiert"')
  })

  test('without rows says what to do instead of showing an empty frame', () => {
    const html = draw(table({ rows: [], empty: 'Noch keine Zahlen.' }))
    expect(html).toContain('Noch keine Zahlen.')
    expect(html).not.toContain('<table')
  })
})

describe('a field with an error', () => {
  test('keeps what was typed and ties hint and error to the control', () => {
    const html = draw(
      createElement(TextField, {
        name: 'eingang',
        label: 'Eingegangen am',
        hint: 'Tag.Monat.Jahr',
        error: 'Diesen Tag gibt es nicht.',
        defaultValue: '31.02.2019',
      }),
    )
    expect(html).toContain('value="31.02.2019"')
    expect(html).toContain('aria-invalid="true"')
    const ids = /aria-describedby="([^"]+)"/.exec(html)![1]!.split(' ')
    expect(ids).toHaveLength(2)
    for (const id of ids) expect(html).toContain(`id="${id}"`)
  })

  test('the summary leads to the field, also to the first choice of a group', () => {
    const name = 'ort[Bockum- Hövel]'
    const group = draw(
      createElement(RadioGroup, {
        name,
        label: 'Ort',
        options: [{ value: 'a', label: 'A' }],
        error: 'Fehlt.',
      }),
    )
    const summary = draw(createElement(ErrorSummary, { errors: [{ field: name, message: 'Fehlt.' }] }))
    const target = /href="#([^"]+)"/.exec(summary)![1]!
    expect(target).toBe(fieldId(name))
    expect(group).toContain(`id="${target}"`)
  })
})
