import type { SystemCode } from '../boundaries/referenceSystem.ts'
import { clean } from '../files/columns.ts'
import { splitAddress } from '../streets/houseNumber.ts'
import { degreesOf, kindOf, type Pair, readCoordinate } from './coordinates.ts'
import { isPointKind, type PlacePoint } from './point.ts'
import { lengthProblem } from './pointWords.ts'

/** A facility as it came from the form. */
const typedFields = ['name', 'kind', 'street', 'houseNumber', 'postcode', 'town', 'x', 'y', 'zone'] as const
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
  zone: '',
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
  return { kind, name, street, houseNumber, postcode, town, shown, x: x!, y: y!, zone: '' }
}

/** Metres of these three look alike; all other systems are told by their size. Most of Germany lies in zone 32. */
export const utmZones = ['epsg25832', 'epsg25833', 'epsg25831'] as const satisfies readonly SystemCode[]

function readAt(x: string, y: string, zone: string): { at: PlacePoint['at'] } | PointFormProblem {
  if (x === '' && y === '') return { at: undefined }
  if (x === '' || y === '') return { field: x === '' ? 'x' : 'y', kind: 'half-point' }
  const [first, second] = [readCoordinate(x), readCoordinate(y)]
  if (first === undefined || second === undefined)
    return { field: first === undefined ? 'x' : 'y', kind: 'no-coordinate' }
  const pair: Pair = [first, second]
  const kind = kindOf(pair)
  const code = kind?.code === 'epsg25832' ? (utmZones.find((one) => one === zone) ?? kind.code) : kind?.code
  const at = kind && code && degreesOf({ ...kind, code })(pair)
  return at ? { at } : { field: 'x', kind: 'no-system' }
}

/** Street and number each for itself, as lists are read: many people type both into the first field. */
function addressOfForm(typed: TypedPoint) {
  const [street, number] = [clean(typed.street), clean(typed.houseNumber)]
  const [postcode, town] = [clean(typed.postcode), clean(typed.town)]
  const split = splitAddress(street)
  const isWhole = split.street !== '' && split.number !== '' && (number === '' || number === split.number)
  if (!isWhole) return { street, houseNumber: number, postcode, town }
  return {
    street: split.street,
    houseNumber: split.number,
    postcode: postcode || split.postcode,
    town: town || split.town,
  }
}

/** A facility as it may be stored, or what is wrong with the form. */
export function readPointForm(
  typed: TypedPoint,
): { readonly value: PlacePoint } | { readonly problems: readonly PointFormProblem[] } {
  const problems: PointFormProblem[] = []
  const kind = typed.kind
  const texts = { name: clean(typed.name), ...addressOfForm(typed) }
  if (texts.name === '') problems.push({ field: 'name', kind: 'no-name' })
  if (!isPointKind(kind)) problems.push({ field: 'kind', kind: 'no-kind' })
  const tooLong = lengthProblem(texts)
  if (tooLong) problems.push({ field: tooLong, kind: 'too-long' })
  const read = readAt(clean(typed.x), clean(typed.y), typed.zone)
  if ('field' in read) problems.push(read)
  else if (read.at === undefined && texts.street === '') problems.push({ field: 'street', kind: 'no-place' })
  if (problems.length > 0 || 'field' in read || !isPointKind(kind)) return { problems }
  return { value: { ...texts, kind, at: read.at, shown: typed.shown } }
}
