import { z } from 'zod'
import { type SystemCode, systemCodes } from '../boundaries/referenceSystem.ts'
import { type PointKind, pointKinds } from './point.ts'
import { pointFields } from './pointColumns.ts'

const column = z.number().int().min(1).max(2_000)
const schema = z.object({
  /** Of facilities whose line names no kind. */
  kind: z.enum(pointKinds satisfies readonly PointKind[]),
  columns: z.partialRecord(z.enum(pointFields), column).optional(),
  system: z.enum(systemCodes as readonly [SystemCode, ...SystemCode[]]).optional(),
  /** Lines that are left out. */
  skip: z.array(z.number().int()).max(1_000),
})

/** What somebody has said about a file of facilities. */
export type PointChoices = z.output<typeof schema>

export const readPointChoices = (stored: unknown): PointChoices => schema.parse(stored)
