/** What a file that somebody uploads about places holds. */
export const placeFileKinds = ['streets', 'boundaries', 'points'] as const
export type PlaceFileKind = (typeof placeFileKinds)[number]

/** A file that waits for somebody to take it over. */
export type PlaceFile = {
  readonly id: number
  readonly kind: PlaceFileKind
  readonly fileId: number
  readonly name: string
  readonly sha256: string
  readonly choices: unknown
  readonly createdBy: string
  readonly createdAt: Date
}
