import { createHash } from 'node:crypto'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { ZipReader } from '#app/platform/backup/zip.server.ts'
import { ask } from '../../../tests/support/backups.ts'
import { contentOf, createExportedTown, type ExportedTown, hardTexts } from './archive.fixture.server.ts'

let town: ExportedTown
let zip: ZipReader

beforeAll(async () => {
  town = await createExportedTown()
  zip = town.zip
}, 120_000)

afterAll(() => town.close())

const fieldShape = z.object({ name: z.string(), type: z.string(), description: z.string().min(3) })
const describedShape = z.object({
  resources: z.array(
    z.object({
      name: z.string().regex(/^[a-z0-9][a-z0-9._-]*$|_/),
      path: z.string(),
      bytes: z.number(),
      hash: z.string(),
      title: z.string().min(3).optional(),
      rows: z.number().optional(),
      fields: z.array(fieldShape).optional(),
      schema: z
        .object({
          fields: z.array(fieldShape),
          primaryKey: z.array(z.string()).min(1),
          foreignKeys: z
            .array(
              z.object({
                fields: z.array(z.string()),
                reference: z.object({ resource: z.string(), fields: z.array(z.string()) }),
              }),
            )
            .optional(),
        })
        .optional(),
    }),
  ),
})

async function readDescribed(reader: ZipReader) {
  return describedShape.parse(JSON.parse((await contentOf(reader, 'datapackage.json')).toString()))
}

describe('the export of a municipality', () => {
  test('describes every file, and every described file is there as described', async () => {
    const { resources } = await readDescribed(zip)
    expect(
      resources
        .map(({ path }) => path)
        .concat('datapackage.json')
        .sort(),
    ).toEqual([...zip.parts.keys()].sort())
    expect(new Set(resources.map(({ name }) => name)).size).toBe(resources.length)
    for (const { path, bytes, hash } of resources) {
      const content = await contentOf(zip, path)
      expect(content.length, path).toBe(bytes)
      expect(`sha256:${createHash('sha256').update(content).digest('hex')}`, path).toBe(hash)
    }
  })

  test('explains every column of every table in German, in words that stand in LIESMICH.txt', async () => {
    const { resources } = await readDescribed(zip)
    const readme = (await contentOf(zip, 'LIESMICH.txt')).toString()
    const fields = resources.flatMap(({ name, schema, fields: nested = [] }) =>
      [...(schema?.fields ?? []), ...nested].map((field) => ({ table: name, ...field })),
    )
    expect(fields.length).toBeGreaterThan(200)
    for (const { table, name, description } of fields) {
      expect(description, `${table}.${name}`).toBeTruthy()
      expect(readme, `${table}.${name}`).toContain(description)
    }
    expect(readme).not.toMatch(/undefined|: null|\[object/)
  })

  test('takes every table of tenants or says why not', async () => {
    const tables = await ask<{ name: string }>(
      town.source.adminUrl,
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`,
    )
    const readme = (await contentOf(zip, 'LIESMICH.txt')).toString()
    expect(tables.length).toBeGreaterThan(40)
    for (const { name } of tables)
      expect(zip.parts.has(`daten/${name}.csv`) || readme.includes(`\r\n  ${name}: `), name).toBe(true)
  })

  test('is CSV as RFC 4180 has it, with whole keys and no reference into nothing', async () => {
    const { resources } = await readDescribed(zip)
    const rowsByTable = new Map<string, Record<string, string>[]>()
    for (const { name, path, rows, schema } of resources) {
      if (!schema) continue
      const text = new TextDecoder('utf-8', { fatal: true }).decode(await contentOf(zip, path))
      expect(text.endsWith('\r\n'), path).toBe(true)
      const parsed = Papa.parse<Record<string, string>>(text.slice(0, -2), { header: true, newline: '\r\n' })
      expect(
        parsed.errors.filter(({ code }) => code !== 'UndetectableDelimiter'),
        path,
      ).toEqual([])
      const found = rows === 0 ? [] : parsed.data
      expect(found.length, path).toBe(rows)
      expect(parsed.meta.fields, path).toEqual(schema.fields.map((field) => field.name))
      rowsByTable.set(name, found)
    }
    const keysOf = (table: string, fields: readonly string[]) =>
      new Set(rowsByTable.get(table)!.map((row) => JSON.stringify(fields.map((field) => row[field]))))
    for (const { name, schema } of resources) {
      if (!schema) continue
      expect(keysOf(name, schema.primaryKey).size, name).toBe(rowsByTable.get(name)!.length)
      for (const { fields, reference } of schema.foreignKeys ?? []) {
        const known = keysOf(reference.resource || name, reference.fields)
        for (const row of rowsByTable.get(name)!) {
          const values = fields.map((field) => row[field])
          if (values.every((value) => value !== ''))
            expect(known.has(JSON.stringify(values)), `${name} ${fields}`).toBe(true)
        }
      }
    }
    expect(rowsByTable.get('feedback')!.map((row) => row.text)).toEqual(hardTexts)
  })

  test('draws boundaries as RFC 7946 has them', async () => {
    const map = z
      .object({
        type: z.literal('FeatureCollection'),
        features: z.array(
          z.object({
            type: z.literal('Feature'),
            id: z.number(),
            properties: z.object({ id: z.number(), key: z.string(), name: z.string(), kind: z.string() }),
            geometry: z.object({
              type: z.literal('Polygon'),
              coordinates: z.array(
                z.array(z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])).min(4),
              ),
            }),
          }),
        ),
      })
      .strict()
      .parse(JSON.parse((await contentOf(zip, 'grenzen.geojson')).toString()))
    expect(map.features.length).toBe(60)
    for (const { geometry, properties } of map.features)
      for (const [index, ring] of geometry.coordinates.entries()) {
        expect(ring.at(-1), properties.key).toEqual(ring[0])
        const area = ring.reduce((sum, [x, y], i) => {
          const [nextX, nextY] = ring[(i + 1) % ring.length]!
          return sum + x * nextY - nextX * y
        }, 0)
        expect(area > 0, properties.key).toBe(index === 0)
      }
  })

  test('gives nobody a secret, nor anything of another municipality', async () => {
    for (const name of zip.parts.keys()) {
      const content = await contentOf(zip, name)
      for (const [what, secret] of Object.entries(town.secrets)) {
        expect(secret.length).toBeGreaterThan(10)
        expect(content.includes(secret), `${what} in ${name}`).toBe(false)
      }
    }
    const people = (await contentOf(zip, 'daten/accounts.csv')).toString()
    expect(people).toContain('erna@ort.test')
    expect(people).not.toContain('Hamm')
  })

  test('holds the delivered files as they came', async () => {
    const files = await ask<{ id: number; sha256: string; deleted: Date | null }>(
      town.source.adminUrl,
      'select id, sha256, content_deleted_at as deleted from files where tenant_id = $1',
      [town.tenant],
    )
    expect(files.length).toBeGreaterThan(0)
    expect(files.filter(({ deleted }) => deleted).length).toBe(1)
    for (const { id, sha256, deleted } of files) {
      const name = [...zip.parts.keys()].find((path) => path.startsWith(`dateien/${id}-`))
      if (deleted) {
        expect(name).toBeUndefined()
        continue
      }
      expect(
        createHash('sha256')
          .update(await contentOf(zip, name!))
          .digest('hex'),
      ).toBe(sha256)
    }
  })
})
