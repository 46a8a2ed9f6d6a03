/** Why a whole file isn't read. A closed union: every kind has its sentence in `texts.ts` beside it. */
export type FileRefusal =
  | { readonly refused: 'empty' }
  | { readonly refused: 'too-large'; readonly limitMegabytes: number }
  | { readonly refused: 'not-a-table'; readonly looksLike: FileLook }
  | { readonly refused: 'old-excel' }
  | { readonly refused: 'password-protected' }
  | { readonly refused: 'broken-archive' }
  | { readonly refused: 'broken-workbook' }
  | { readonly refused: 'unpacks-too-large' }
  | { readonly refused: 'several-files'; readonly names: string }
  | { readonly refused: 'declares-entities' }
  | { readonly refused: 'no-sheet' }
  | { readonly refused: 'unknown-sheet'; readonly sheet: string }
  | { readonly refused: 'too-many-rows'; readonly limit: number }
  | { readonly refused: 'too-many-columns'; readonly row: number; readonly limit: number }
  | { readonly refused: 'mixed-encoding'; readonly row: number }
  | { readonly refused: 'unknown-encoding' }
  | { readonly refused: 'broken-quotes'; readonly row: number }

/** What a file that is no table looks like, by its first bytes. */
export type FileLook =
  | 'image'
  | 'pdf'
  | 'word'
  | 'open-document'
  | 'binary-excel'
  | 'web-page'
  | 'archive'
  | 'binary'

/** Carries a refusal out of nested streams; `refusalOf` turns it into a returned value at the edge. */
export class FileRefused extends Error {
  readonly refusal: FileRefusal

  constructor(refusal: FileRefusal) {
    super(`file refused: ${refusal.refused}`)
    this.name = 'FileRefused'
    this.refusal = refusal
  }
}

/** The refusal behind an error; anything else is broken and thrown again. */
export function refusalOf(error: unknown): FileRefusal {
  if (error instanceof FileRefused) return error.refusal
  throw error
}

/** Limits as in the architecture, section "Settled from the first day". */
export const fileLimits = {
  csvBytes: 200 * 1024 * 1024,
  workbookBytes: 30 * 1024 * 1024,
  rows: 1_048_576,
  columns: 2_000,
  unpackedBytes: 1024 * 1024 * 1024,
  unpackedRatio: 20,
  /**
   * The ratio is not asked below this size: the XML of a small, regular table packs better than 20 to 1,
   * and 32 MB pass through the streaming reader without being held.
   */
  unpackedSlack: 32 * 1024 * 1024,
  archiveEntries: 10_000,
  sharedText: 128 * 1024 * 1024,
  recordCharacters: 1024 * 1024,
  mergedRanges: 100_000,
} as const
