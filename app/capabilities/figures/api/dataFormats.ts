/** In which formats programmes get released figures, by the value of `format`, with the type of the answer. */
export const dataFormats = {
  'json-stat': 'application/json',
  csv: 'text/csv',
  'csv-plain': 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const
export type DataFormat = keyof typeof dataFormats
