import { resolve } from 'node:path'

/** The command was called wrongly: the sentence and the help are shown, exit code 2. */
export class WrongUse extends Error {
  override name = 'WrongUse'
}

/** Paths count from where the person stands; npm itself goes to the clone first. */
export const resolvePath = (path: string) => resolve(process.env.INIT_CWD ?? process.cwd(), path)

/** Results go to the standard output. */
export const print = (line: string) => process.stdout.write(`${line}\n`)

/** Progress and reasons go beside it, so that a script can tell them apart. */
export const note = (line: string) => process.stderr.write(`${line}\n`)

/** A size in bytes for people. */
export const inMegabytes = (bytes: number) =>
  `${(bytes / 1_000_000).toLocaleString('de-DE', { maximumFractionDigits: 1 })} MB`
