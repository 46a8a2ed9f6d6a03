import { z } from 'zod'
import { actorShape } from '#app/capabilities/accounts/account.ts'

/** Order of a build, as it stands in the job's row. */
export const buildOrder = z.object({
  year: z.number().int(),
  tenantSlug: z.string(),
  builtBy: z.string(),
  actor: actorShape,
})
export type BuildOrder = z.infer<typeof buildOrder>

/** Result of a build, as the job's page shows it. `replaced`: characters that no embedded font has. */
export const buildResult = z.object({
  year: z.number().int(),
  pages: z.number().int(),
  replaced: z.array(z.string()),
})
export type BuildResult = z.infer<typeof buildResult>
