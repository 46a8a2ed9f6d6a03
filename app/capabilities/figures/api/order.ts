import { z } from 'zod'
import { isDay } from '#app/plain/day.ts'

/** Letters of a note and of a reason. */
const longest = 2_000
/** Figures of one JSON body; more come as a file. */
export const mostValues = 50_000

/** Why a part can't be taken; the sentences stand in `texts.ts`. */
export const orderProblems = [
  'source',
  'day',
  'long',
  'boolean',
  'replaces',
  'values',
  'text',
  'number',
  'sign',
  'either',
  'short',
  'breakdown',
  'unknown',
] as const
export type OrderProblem = (typeof orderProblems)[number]

/** As fields of a form or address say it; JSON may say `true` itself. */
const yesOrNo = z.union(
  [z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')],
  'boolean',
)
/** Half a surrogate pair, which JSON can hold, has no place in UTF-8: the database would refuse it. */
const isPlainText = (text: string) =>
  text.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text)

const words = z
  .string('text')
  .max(longest, 'long')
  .refine(isPlainText, 'text')
  .transform((text) => text.trim())

/** What a delivery is, beside its figures. */
const orderShape = {
  /** Where it is missing, the one source that the key is limited to. */
  source: z
    .string('source')
    .regex(/^[a-z][a-z0-9_-]{0,59}$/, 'source')
    .optional(),
  receivedOn: z.string('day').refine(isDay, 'day').optional(),
  note: words.default(''),
  /** Why the figures may hold although questions are open; needed with `release` where there are some. */
  reason: words.default(''),
  dryRun: yesOrNo.default(false),
  release: yesOrNo.default(false),
  replaces: z
    .union([z.number(), z.string().regex(/^\d{1,9}$/)], 'replaces')
    .transform(Number)
    .refine((id) => Number.isInteger(id) && id > 0 && id < 2 ** 31, 'replaces')
    .optional(),
}

export const signs = ['-', '.', '...', 'x', '/', '*'] as const

/** Letters of a period. */
const longestPeriod = 100
/** No series is broken down by so many things at once. */
export const mostBreakdowns = 20

const valueShape = z
  .strictObject({
    series: z.string('text').max(200, 'text'),
    place: z.string('text').max(200, 'text'),
    period: z.union([z.string().max(longestPeriod, 'short'), z.number().transform(String)], 'text'),
    breakdown: z
      .record(z.string().max(100), z.string('text').max(100))
      .refine((entries) => Object.keys(entries).length <= mostBreakdowns, 'breakdown')
      .default({}),
    value: z
      .union([z.number(), z.string()], 'number')
      .transform(String)
      .refine((text) => /^-?\d{1,12}(\.\d{1,6})?$/.test(text), 'number')
      .optional(),
    sign: z.enum(signs, 'sign').optional(),
  })
  .refine(({ value, sign }) => (value === undefined) !== (sign === undefined), 'either')

export type SentValue = z.infer<typeof valueShape>

const shapeOfFields = z.strictObject(orderShape)
const shapeOfJson = z.strictObject({
  ...orderShape,
  values: z.array(valueShape, 'values').min(1, 'values').max(mostValues, 'values'),
})

/** What is to be delivered, how. */
export type Order = z.infer<typeof shapeOfFields>
export type JsonOrder = z.infer<typeof shapeOfJson>

export type OrderError = { readonly pointer: string; readonly problem: OrderProblem }

const shownErrors = 100
/** Letters of a name in a pointer: of a longer one, which nothing here has, the beginning tells enough. */
const shownName = 200

/** "/values/3/place", as RFC 6901 writes it. */
const pointerOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => `/${String(part).slice(0, shownName).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('')

const isKnown = (text: string): text is OrderProblem => orderProblems.some((problem) => problem === text)

function errorsOf({ issues }: z.ZodError): readonly OrderError[] {
  const errors = issues.slice(0, shownErrors).flatMap((issue): OrderError[] => {
    // An unknown field is named by the list of the issue, not by its path.
    if (issue.code === 'unrecognized_keys')
      return issue.keys
        .slice(0, shownErrors)
        .map((key) => ({ pointer: pointerOf([...issue.path, key]), problem: 'unknown' }))
    return [{ pointer: pointerOf(issue.path), problem: isKnown(issue.message) ? issue.message : 'text' }]
  })
  return errors.slice(0, shownErrors)
}

type Read<T> = { readonly order: T } | { readonly errors: readonly OrderError[] }

function read<T>(shape: z.ZodType<T>, given: unknown): Read<T> {
  const result = shape.safeParse(given)
  return result.success ? { order: result.data } : { errors: errorsOf(result.error) }
}

export const readFields = (given: Readonly<Record<string, string>>): Read<Order> => read(shapeOfFields, given)
export const readJsonOrder = (given: unknown): Read<JsonOrder> => read(shapeOfJson, given)
