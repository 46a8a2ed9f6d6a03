/**
 * What two codes or entries must share to be one: all their signs. Names of places and columns are compared more freely, but
 * "-1", "<5" and "A+" are other codes than "1", ">5" and "A-".
 */
export const codeKey = (text: string): string => text.trim().toLowerCase().normalize('NFC')

/** Meaning by code of "1=ja, 2=nein, 9="; `twice`: codes that stand there more than once. */
export function readCodes(text: string): {
  readonly codes: ReadonlyMap<string, string>
  readonly twice: readonly string[]
} {
  const codes = new Map<string, string>()
  const twice: string[] = []
  for (const part of text.split(',')) {
    if (part.trim() === '') continue
    const mark = part.indexOf('=')
    const code = (mark < 0 ? part : part.slice(0, mark)).trim()
    if (codes.has(codeKey(code))) twice.push(code)
    else codes.set(codeKey(code), mark < 0 ? code : part.slice(mark + 1).trim())
  }
  return { codes, twice }
}
