/** So that a spreadsheet takes the file for UTF-8. */
export const byteOrderMark = '\uFEFF'

/** German spreadsheets expect semicolons, since the comma is in their numbers. */
export const csvSeparators = { de: ';', en: ',' } as const

/**
 * One field of a CSV file. Text that a spreadsheet would run as a formula (OWASP, "CSV Injection": it begins with = + - @,
 * also in their full-width forms, tab, return or line feed) gets an apostrophe in front; numbers are left alone.
 */
export function csvField(text: string): string {
  const isNumber = /^-?\d+(?:[.,]\d+)?$/.test(text)
  const defused = !isNumber && /^[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text
  return /[",;\r\n]/.test(defused) && !isNumber ? `"${defused.replace(/"/g, '""')}"` : defused
}

/** One line of a CSV file with its end. A number with a decimal comma is quoted where the comma separates. */
export function csvLine(fields: readonly string[], separator: ';' | ','): string {
  const written = fields.map((text) => {
    const field = csvField(text)
    return field.includes(separator) && !field.startsWith('"') ? `"${field}"` : field
  })
  return `${written.join(separator)}\r\n`
}
