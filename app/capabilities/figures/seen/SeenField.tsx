import { seenField } from './seen.ts'

/** Sends along which reading of the file was seen, in every form whose answer depends on it. */
export function SeenField({ seen }: { seen: string }) {
  return <input type="hidden" name={seenField} value={seen} />
}
