/** Bytes of the largest file of each kind; `server/bodies.ts` lets a little more through, for what a form adds. */
export const placeFileLimits = {
  /** Registers, points and lists of addresses. */
  table: 20 * 1024 * 1024,
  /** GeoJSON and zipped shapefiles. */
  boundaries: 50 * 1024 * 1024,
} as const

export type ReceivedFile =
  | { readonly name: string; readonly bytes: Uint8Array }
  | { readonly failed: 'broken' | 'missing' | 'too-large' }

export type ReceivedForm = {
  /** Text fields, the first of each name. */
  readonly fields: ReadonlyMap<string, string>
  readonly file: ReceivedFile
}

/** What programmes call a path is cut to its last part, and to what a name may be. */
function cleanName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  return (
    last
      .normalize('NFC')
      .replace(/[\p{Cc}\p{Cs}]/gu, '')
      .slice(0, 200) || 'datei'
  )
}

/** A form with one file of at most `limit` bytes, held in memory: such files are read as a whole anyway. */
export async function receiveForm(request: Request, limit: number): Promise<ReceivedForm> {
  const fields = new Map<string, string>()
  let form: FormData
  try {
    form = await request.formData()
  } catch {
    return { fields, file: { failed: 'broken' } }
  }
  for (const [name, value] of form)
    if (typeof value === 'string' && !fields.has(name)) fields.set(name, value.replaceAll('\0', ''))
  const [file] = [...form.values()].filter((value): value is File => typeof value !== 'string')
  if (!file || (file.name === '' && file.size === 0)) return { fields, file: { failed: 'missing' } }
  if (file.size > limit) return { fields, file: { failed: 'too-large' } }
  return { fields, file: { name: cleanName(file.name), bytes: new Uint8Array(await file.arrayBuffer()) } }
}
