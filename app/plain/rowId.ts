/** The number of a row as addresses and forms carry it: a positive whole number that PostgreSQL's integer holds; else undefined. */
export function readRowId(text: unknown): number | undefined {
  const id = typeof text === 'string' && /^[1-9]\d{0,9}$/.test(text) ? Number(text) : undefined
  return id !== undefined && id <= 2_147_483_647 ? id : undefined
}
