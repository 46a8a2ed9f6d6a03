import { z } from 'zod'
import { migrationShape, sequenceShape } from '#app/platform/backup/manifest.ts'
import { packageFormat } from './contents.ts'

const resource = z.object({
  name: z.string(),
  path: z.string(),
  bytes: z.number().int().min(0),
  hash: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  rows: z.number().int().min(0).optional(),
  schema: z.object({ fields: z.array(z.object({ name: z.string() })) }).optional(),
})

/** What taking in an export needs of its datapackage.json. */
export const packageShape = z.object({
  title: z.string(),
  created: z.iso.datetime(),
  lueckenlos: z.object({
    format: z.literal(packageFormat),
    software: z.string(),
    migrations: z.array(migrationShape).min(1),
    sequences: z.array(sequenceShape),
    files: z.array(z.object({ id: z.number().int(), path: z.string() })),
  }),
  resources: z.array(resource).min(1),
})

export type Package = z.infer<typeof packageShape>
