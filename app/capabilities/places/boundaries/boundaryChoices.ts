import { z } from 'zod'
import type { BoundaryChoices } from './areas.ts'
import { type SystemCode, systemCodes } from './referenceSystem.ts'

const schema = z.object({
  system: z.enum(systemCodes as readonly [SystemCode, ...SystemCode[]]).optional(),
  property: z.string().optional(),
  names: z.record(z.string(), z.number().int()),
})

export const readBoundaryChoices = (stored: unknown): BoundaryChoices => schema.parse(stored)
