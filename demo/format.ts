import { z } from 'zod'
import { roles } from '#app/capabilities/accounts/account.ts'
import { overPlacesRules, overTimeRules, seriesKinds } from '#app/capabilities/figures/figure.ts'
import { newGoalForm, newProgrammeForm } from '#app/capabilities/goals/goal.ts'
import { comparisons, directions } from '#app/capabilities/indicators/indicator.ts'
import { organisationKinds } from '#app/capabilities/organisations/organisation.ts'
import { placeKinds } from '#app/capabilities/places/place.ts'
import { sitePageKinds } from '#app/capabilities/site/site.ts'
import { units } from '#app/plain/format.ts'
import { periodKinds, reportingRules } from '#app/plain/period.ts'

/** Shapes of the files of a demonstration town; `demo/README.md` describes them for people. */
const key = z.string().regex(/^[a-z0-9]+(?:[-_][a-z0-9]+)*$/, 'a key has lower-case letters, digits, - and _')
const seriesKey = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/, 'a series key is snake case: it is written in formulas')
const text = z.string().min(1)
const day = z.iso.date()
const year = z.number().int().min(1900).max(2100)
const named = { key, name: text, nameEn: text }

export const townFile = z.strictObject({
  slug: key,
  name: text,
  nameEn: text,
  kind: z.enum(['municipality', 'county']),
  ags: z.string(),
  stateKey: key,
  note: text,
  noteEn: text,
})

const tile = z.coerce.number().int().min(0)
const maybeText = z.string().transform((value) => (value === '' ? undefined : value))

export const placeRow = z.strictObject({
  key,
  name: text,
  kind: z.enum(placeKinds),
  parent: maybeText,
  ags: maybeText,
  tile_column: z.union([z.literal('').transform(() => undefined), tile]),
  tile_row: z.union([z.literal('').transform(() => undefined), tile]),
  aliases: z.string().transform((value) => value.split('|').filter((alias) => alias !== '')),
})

export const organisationsFile = z.array(z.strictObject({ ...named, kind: z.enum(organisationKinds) }))
/** A person of the demonstration; without `scope` the role holds for the whole town. */
export const peopleFile = z.array(
  z.strictObject({
    key,
    name: text,
    role: z.enum(roles),
    scope: z
      .strictObject({
        places: z.array(key).default([]),
        organisations: z.array(key).default([]),
        fields: z.array(key).default([]),
      })
      .default({ places: [], organisations: [], fields: [] }),
  }),
)

export const sourcesFile = z.array(
  z.strictObject({
    ...named,
    organisation: key,
    secretBelow: z.number().int().min(2).optional(),
    rules: z
      .array(
        z
          .strictObject({
            validFrom: day,
            threshold: z.number().int().min(2).nullable(),
            alreadyPublished: z.boolean(),
          })
          .refine(
            (rule) => (rule.threshold === null) === rule.alreadyPublished,
            'a threshold, or "already published"',
          ),
      )
      .min(1),
  }),
)

export const dimensionsFile = z.array(
  z.strictObject({ ...named, values: z.array(z.strictObject({ ...named, aliases: z.array(text) })).min(1) }),
)
export const familiesFile = z.array(z.strictObject(named))

export const seriesFile = z.array(
  z.strictObject({
    key: seriesKey,
    name: text,
    nameEn: text,
    meaning: text,
    meaningEn: text,
    unit: z.enum(units),
    kind: z.enum(seriesKinds),
    decimals: z.number().int().min(0).max(4),
    periodKind: z.enum(periodKinds),
    reportedUnder: z.enum(reportingRules),
    family: key,
    source: key,
    partOf: seriesKey.optional(),
    base: seriesKey.optional(),
    dimensions: z.array(key).default([]),
    overPlaces: z.enum(overPlacesRules),
    overTime: z.enum(overTimeRules),
    comparableKinds: z.array(z.enum(periodKinds)).default([]),
    note: z.string().default(''),
    noteEn: z.string().default(''),
    aliases: z.array(text),
  }),
)

const target = z.strictObject({
  place: key,
  comparison: z.enum(comparisons),
  path: z.array(z.strictObject({ year, value: z.number() })).min(1),
  baselineYear: year.optional(),
  decidedBy: text.optional(),
  note: text.optional(),
  noteEn: text.optional(),
})

export const indicatorsFile = z.array(
  z.strictObject({
    ...named,
    validFrom: day,
    formula: text.nullable(),
    publishedSeries: seriesKey.nullable(),
    unit: z.enum(units),
    decimals: z.number().int().min(0).max(4),
    direction: z.enum(directions),
    periodKind: z.enum(periodKinds),
    phase: key,
    field: key,
    meaning: text,
    meaningEn: text,
    method: text,
    methodEn: text,
    sourceNote: text,
    sourceNoteEn: text,
    breaks: z.array(z.strictObject({ year, note: text, noteEn: text })),
    targets: z.array(target),
  }),
)

export const goalsFile = z.strictObject({
  programmes: z.array(newProgrammeForm).min(1),
  goals: z.array(newGoalForm),
})

export const deliveriesFile = z.array(
  z.strictObject({
    file: z.string().regex(/^lieferungen\/[\w.-]+$/, 'a file in the folder lieferungen'),
    source: key,
    receivedOn: day,
    note: z.string().default(''),
    /** What a person would correct in the preview: parts of the layout that replace the guessed ones. */
    corrections: z.record(z.string(), z.unknown()).optional(),
  }),
)

const monthAndDay = z.string().regex(/^\d{2}-\d{2}$/, 'month and day, as 03-15')

/** What offices are expected to deliver. `monthsBack`: since when, counted back from the installation, so that something is late and something is still to come. */
export const expectationsFile = z.array(
  z
    .strictObject({
      source: key,
      rhythm: z.enum(periodKinds),
      keyDay: monthAndDay.optional(),
      dueDay: monthAndDay.optional(),
      dueWeeks: z.number().int().min(0).max(104).optional(),
      monthsBack: z.number().int().min(0).max(36),
      contact: z.strictObject({ name: text, email: z.email().nullable() }).nullable(),
      note: z.string(),
    })
    .refine((one) => (one.dueDay === undefined) !== (one.dueWeeks === undefined), 'a day or weeks'),
)

const address = z.email().nullable()

/** The pages every municipality owes its public, with example texts, and some messages about barriers. */
export const siteFile = z.strictObject({
  addresses: z.strictObject({ contactEmail: address, feedbackEmail: address }),
  pages: z.array(
    z.strictObject({
      kind: z.enum(sitePageKinds),
      language: z.enum(['de', 'en']),
      content: z.record(z.string(), text),
    }),
  ),
  feedback: z.array(z.strictObject({ text, page: z.string(), replyTo: z.string(), done: z.boolean() })),
})
