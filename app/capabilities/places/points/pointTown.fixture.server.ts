import { commandLineActor, createTenant } from '#app/capabilities/accounts/accounts.server.ts'
import type { Database } from '#app/platform/database.server.ts'
import { createPlaceFile } from '../files/placeFiles.server.ts'
import { createPlaces } from '../places.server.ts'
import { actOnRegisterFile } from '../streets/registerCommands.server.ts'

const square = (y: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [7.8, y],
      [7.9, y],
      [7.9, y + 0.1],
      [7.8, y + 0.1],
      [7.8, y],
    ],
  ],
})
/** Boundaries of both areas by key: the northern one above the southern one. */
export const drawn = new Map([
  ['sued', square(51.6)],
  ['nord', square(51.7)],
])

/** A town with two areas, without boundaries and register. */
export async function createPointTown(database: Database, now: Date): Promise<number> {
  const tenant = await database.shared((shared) =>
    createTenant(shared, {
      slug: 'punktstadt',
      name: 'Punktstadt',
      nameEn: 'Pointtown',
      kind: 'municipality',
      demo: false,
      note: '',
      noteEn: '',
    }),
  )
  const place = (key: string, name: string, kind: 'town' | 'area' | 'quarter', parent?: string) => ({
    key,
    name,
    kind,
    parent,
    ags: undefined,
    tile: undefined,
    aliases: [],
    invented: true,
  })
  await database.write(tenant, (writer) =>
    createPlaces(
      writer,
      commandLineActor(tenant),
      [
        place('stadt', 'Punktstadt', 'town'),
        place('nord', 'Nordstadt', 'area', 'stadt'),
        place('sued', 'Südstadt', 'area', 'stadt'),
        place('hafen', 'Am Hafen', 'quarter', 'sued'),
      ],
      now,
    ),
  )
  return tenant
}

/** Takes a street register over that holds from 2025 on. */
export async function takeRegister(
  database: Database,
  tenant: number,
  text: string,
  now: Date,
): Promise<void> {
  const actor = commandLineActor(tenant)
  const id = await database.write(tenant, (writer) =>
    createPlaceFile(
      writer,
      actor,
      {
        kind: 'streets',
        name: 'strassen.csv',
        bytes: Buffer.from(text),
        choices: { validFrom: '2025-01-01', areas: {} },
      },
      now,
    ),
  )
  const form = new FormData()
  form.set('was', 'uebernehmen')
  const done = await database.write(tenant, (writer) => actOnRegisterFile(writer, actor, { id, form }, now))
  if (done !== 'taken') throw new Error(done)
}
