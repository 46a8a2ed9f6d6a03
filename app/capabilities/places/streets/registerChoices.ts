import { z } from 'zod'
import type { Columns } from '../files/columns.ts'
import { type RegisterField, registerFields } from './registerFile.ts'

/** What somebody has said about a register's file: since when it holds, its columns, and what names of areas mean. */
export type RegisterChoices = {
  readonly validFrom: string
  readonly columns?: Columns<RegisterField> | undefined
  /** Place ids by the name in the file. */
  readonly areas: Readonly<Record<string, number>>
}

const column = z.number().int().min(1).max(2_000)
const schema = z.object({
  validFrom: z.iso.date(),
  columns: z.partialRecord(z.enum(registerFields), column).optional(),
  areas: z.record(z.string(), z.number().int()),
})

export const readRegisterChoices = (stored: unknown): RegisterChoices => schema.parse(stored)
