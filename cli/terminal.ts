import { resolve } from 'node:path'

/** The command was called wrongly: the sentence and the help are shown, exit code 2. */
export class WrongUse extends Error {
  override name = 'WrongUse'
}

/** The answer is no, and a report has said why: exit code 1 without another word. */
export class Reported extends Error {
  override name = 'Reported'
}

/** Paths count from where the person stands; npm itself goes to the clone first. */
export const resolvePath = (path: string) => resolve(process.env.INIT_CWD ?? process.cwd(), path)

/** Results go to the standard output. */
export const print = (line: string) => process.stdout.write(`${line}\n`)

/** Progress and reasons go beside it, so that a script can tell them apart. */
export const note = (line: string) => process.stderr.write(`${line}\n`)

const inWords = (count: number, one: string, many: string) =>
  `${count.toLocaleString('de-DE')} ${count === 1 ? one : many}`

/** "1 Zeile", "12.345 Zeilen". */
export const rowsInWords = (count: number) => inWords(count, 'Zeile', 'Zeilen')

/** Tells how far a work on many tables is: at the first, then once a second, and at the end. Names of tables say nothing to people. */
export function tellTables(): { readonly add: (rows: number) => void; readonly end: () => void } {
  let tables = 0
  let rows = 0
  let toldAt = 0
  const tell = () => note(`  ${inWords(tables, 'Tabelle', 'Tabellen')}, ${rowsInWords(rows)}`)
  return {
    add: (more) => {
      tables += 1
      rows += more
      if (Date.now() - toldAt < 1_000) return
      toldAt = Date.now()
      tell()
    },
    end: tell,
  }
}

/** A size in bytes for people. */
export const inMegabytes = (bytes: number) =>
  `${(bytes / 1_000_000).toLocaleString('de-DE', { maximumFractionDigits: 1 })} MB`
