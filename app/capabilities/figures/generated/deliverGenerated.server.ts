import type { Actor } from '#app/capabilities/accounts/account.ts'
import type { Writer } from '#app/platform/database.server.ts'
import { changeLayout, createDelivery } from '../deliveries.server.ts'
import type { DeliveryOutcome } from '../delivery.ts'
import type { GeneratedFile } from './generatedFile.ts'

export type GeneratedDelivery = {
  readonly source: string
  readonly fileName: string
  readonly file: GeneratedFile
  /** ISO date. */
  readonly receivedOn: string
  readonly note: string
  /** Number of the delivery that it corrects. */
  readonly replaces?: number | undefined
}

async function* contentOf(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text)
}

/** Stores a file that the software wrote as a draft and reads it: from here on it is a delivery like any other. */
export async function deliverGenerated(
  writer: Writer,
  actor: Actor,
  given: GeneratedDelivery,
  now: Date,
): Promise<DeliveryOutcome<{ id: number }>> {
  const { source, fileName, file, receivedOn, note, replaces } = given
  const size = Buffer.byteLength(file.text)
  const content = () => contentOf(file.text)
  const delivery = { source, fileName, mediaType: 'text/csv', size, content, receivedOn, note, replaces }
  const created = await createDelivery(writer, actor, delivery, now)
  if (!created.ok) return created
  const read = await changeLayout(writer, actor, created.id, file.layout, now)
  return read.ok ? { ok: true, id: created.id } : read
}
