import { columnLetters } from '#app/platform/tables/sourcecell.ts'
import type { Header } from './columns.ts'

/** The columns of a table to choose from: "B: Hausnummer von". */
export function columnChoices({ titles }: Header): { value: string; label: string }[] {
  return titles.map((title, index) => {
    const letters = columnLetters(index + 1)
    return { value: String(index + 1), label: title === '' ? letters : `${letters}: ${title.slice(0, 60)}` }
  })
}
