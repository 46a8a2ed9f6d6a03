import { clean } from '../files/columns.ts'
import { degreesOf, kindOf, type Pair, readCoordinate } from './coordinates.ts'
import { type PlacePoint, type PointKind, pointKinds } from './point.ts'
import { lengthProblem } from './pointWords.ts'

/** A facility as it came from the form. */
const typedFields = ['name', 'kind', 'street', 'houseNumber', 'postcode', 'town', 'x', 'y'] as const
type TypedField = (typeof typedFields)[number]
export type TypedPoint = Readonly<Record<TypedField, string>> & { readonly shown: boolean }

export type PointFormProblem = {
  readonly field: TypedField
  readonly kind:
    | 'no-name'
    | 'taken'
    | 'no-kind'
    | 'no-place'
    | 'half-point'
    | 'no-coordinate'
    | 'no-system'
    | 'too-long'
}

export const emptyPoint: TypedPoint = {
  name: '',
  kind: '',
  street: '',
  houseNumber: '',
  postcode: '',
  town: '',
  x: '',
  y: '',
  shown: true,
}

/** The fields of a facility as they came; "" for one that is missing or a file. */
export function readTypedPoint(form: FormData): TypedPoint {
  const text = (name: TypedField) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  const typed = Object.fromEntries(typedFields.map((name) => [name, text(name)])) as Record<
    TypedField,
    string
  >
  return { ...typed, shown: form.get('shown') === 'ja' }
}

export function typedOf(point: PlacePoint, write: (degrees: number) => string): TypedPoint {
  const { at, kind, name, street, houseNumber, postcode, town, shown } = point
  const [x, y] = at ? at.map(write) : ['', '']
  return { kind, name, street, houseNumber, postcode, town, shown, x: x!, y: y! }
}

const isKind = (text: string): text is PointKind => (pointKinds as readonly string[]).includes(text)

function readAt(x: string, y: string): { at: PlacePoint['at'] } | PointFormProblem {
  if (x === '' && y === '') return { at: undefined }
  if (x === '' || y === '') return { field: x === '' ? 'x' : 'y', kind: 'half-point' }
  const [first, second] = [readCoordinate(x), readCoordinate(y)]
  if (first === undefined || second === undefined)
    return { field: first === undefined ? 'x' : 'y', kind: 'no-coordinate' }
  const pair: Pair = [first, second]
  const kind = kindOf(pair)
  const at = kind && degreesOf(kind)(pair)
  return at ? { at } : { field: 'x', kind: 'no-system' }
}

/** A facility as it may be stored, or what is wrong with the form. */
export function readPointForm(
  typed: TypedPoint,
): { readonly value: PlacePoint } | { readonly problems: readonly PointFormProblem[] } {
  const problems: PointFormProblem[] = []
  const kind = typed.kind
  const texts = {
    name: clean(typed.name),
    street: clean(typed.street),
    houseNumber: clean(typed.houseNumber),
    postcode: clean(typed.postcode),
    town: clean(typed.town),
  }
  if (texts.name === '') problems.push({ field: 'name', kind: 'no-name' })
  if (!isKind(kind)) problems.push({ field: 'kind', kind: 'no-kind' })
  const tooLong = lengthProblem(texts)
  if (tooLong) problems.push({ field: tooLong, kind: 'too-long' })
  const read = readAt(clean(typed.x), clean(typed.y))
  if ('field' in read) problems.push(read)
  else if (read.at === undefined && texts.street === '') problems.push({ field: 'street', kind: 'no-place' })
  if (problems.length > 0 || 'field' in read || !isKind(kind)) return { problems }
  return { value: { ...texts, kind, at: read.at, shown: typed.shown } }
}
