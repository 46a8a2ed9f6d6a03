/*
 * What the interface for programmes answers where it did nothing: Problem Details for HTTP APIs (RFC 9457). The kind is for
 * programmes, the sentences are for those who read their logs.
 */

/** Closed: `docs/schnittstelle.md` and the OpenAPI document name each. */
export const problemStatuses = {
  'bad-request': 400,
  'no-key': 401,
  'not-allowed': 403,
  'not-found': 404,
  'unknown-source': 404,
  'wrong-method': 405,
  'too-slow': 408,
  'too-large': 413,
  'long-address': 414,
  'unsupported-type': 415,
  'wrong-host': 421,
  'file-refused': 422,
  'persons-in-file': 422,
  'has-problems': 422,
  'unknown-series': 422,
  'not-deliverable': 422,
  'reason-missing': 422,
  'key-reused': 422,
  'too-many-requests': 429,
  'server-error': 500,
} as const
export type ProblemKind = keyof typeof problemStatuses

/** Where it is: a cell of a file, or a part of a JSON body (RFC 6901). */
export type ProblemPlace = {
  readonly sheet: string | null
  readonly cell: string | null
  readonly pointer?: string
  readonly text: string
}

export type Problem = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly errors?: readonly ProblemPlace[]
  /** Names that mean no known place, with those that are meant perhaps. */
  readonly unmatched?: readonly { text: string; at: string; suggestions: readonly string[] }[]
}

export const problemType = (kind: ProblemKind): string => `urn:problem-type:lueckenlos:${kind}`

export const problemMediaType = 'application/problem+json'

/** What a request is answered with. */
export type ApiAnswer = { readonly status: number; readonly body: unknown }
