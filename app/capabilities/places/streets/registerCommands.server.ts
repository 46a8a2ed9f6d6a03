import type { Actor } from '#app/capabilities/accounts/account.ts'
import { demand, wholeTenant } from '#app/capabilities/accounts/accounts.server.ts'
import type { Writer } from '#app/platform/database.server.ts'
import { readColumns, readNames } from '../files/choicesForm.ts'
import { changePlaceFile, discardPlaceFile, findPlaceFile } from '../files/placeFiles.server.ts'
import { listNamedPlaces } from '../files/places.server.ts'
import { readRegisterChoices } from './registerChoices.ts'
import { registerFields } from './registerFile.ts'
import { takeRegister } from './registers.server.ts'

/** What the form of a register's preview asks for: read again by other choices, take over or discard. */
export async function actOnRegisterFile(
  writer: Writer,
  actor: Actor,
  { id, form }: { readonly id: number; readonly form: FormData },
  now: Date,
): Promise<'gone' | 'changed' | 'taken' | 'faulty' | 'discarded' | 'unknown'> {
  demand(actor, 'places.edit', wholeTenant)
  const file = await findPlaceFile(writer, 'streets', id)
  if (!file) return 'gone'
  switch (form.get('was')) {
    case 'lesen': {
      const { validFrom, areas } = readRegisterChoices(file.choices)
      const ids = new Set((await listNamedPlaces(writer, validFrom)).map((place) => place.id))
      const choices = {
        validFrom,
        columns: readColumns(form, registerFields),
        areas: { ...areas, ...readNames(form, ids) },
      }
      await changePlaceFile(writer, actor, { id, kind: 'streets', choices }, now)
      return 'changed'
    }
    case 'uebernehmen': {
      const taken = await takeRegister(writer, actor, file, now)
      return 'refused' in taken ? 'faulty' : 'taken'
    }
    case 'verwerfen':
      await discardPlaceFile(writer, actor, file, now)
      return 'discarded'
    default:
      return 'unknown'
  }
}
