import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { expect } from 'vitest'
import { openApiDocument } from '#app/capabilities/figures/api/openapi.ts'
import { type Answer, ask } from './http.ts'

/** What a test asks as a programme would, and the answer held against the OpenAPI document. */

const ajv = new Ajv2020({
  strict: true,
  allowUnionTypes: true,
  strictRequired: false,
  formats: { date: /^\d{4}-\d\d-\d\d$/, 'date-time': true },
})
ajv.addVocabulary(['openapi', 'info', 'servers', 'paths', 'components', 'security'])
ajv.addSchema(openApiDocument, 'api')

const compiled = new Map<string, ValidateFunction>()

/** The schema of a part of the document, by its JSON pointer. */
function schemaAt(pointer: string): ValidateFunction {
  const known = compiled.get(pointer) ?? ajv.compile({ $ref: `api#${pointer}` })
  compiled.set(pointer, known)
  return known
}

type Responses = Readonly<Record<string, { readonly content?: Readonly<Record<string, object>> }>>
type Operation = { readonly responses: Responses }
const paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> = openApiDocument.paths

const pointerPart = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))

/** The path of the document that an address belongs to. */
function pathOf(address: string): string {
  const { pathname } = new URL(address, 'http://here')
  const found = Object.keys(paths).find((path) =>
    new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+').replaceAll('.', '\\.')}$`).test(pathname),
  )
  if (!found) throw new Error(`${pathname} stands nowhere in the OpenAPI document`)
  return found
}

/** Fails where status, type or body of an answer is not what the document says. */
function expectDescribed(method: string, address: string, answer: Answer): void {
  const path = pathOf(address)
  const operation = paths[path]?.[method.toLowerCase()]
  expect(operation, `${method} ${path} is described`).toBeDefined()
  const response = operation!.responses[String(answer.status)]
  expect(
    response,
    `${method} ${path} can answer ${answer.status}: ${answer.text.slice(0, 300)}`,
  ).toBeDefined()
  const type = String(answer.headers['content-type']).split(';')[0]!
  expect(Object.keys(response?.content ?? {})).toContain(type)
  if (!/json$/.test(type)) return
  const pointer = `/paths/${pointerPart(path)}/${method.toLowerCase()}/responses/${answer.status}/content/${pointerPart(type)}/schema`
  const isValid = schemaAt(pointer)
  if (!isValid(JSON.parse(answer.text)))
    expect(isValid.errors, `${method} ${path} ${answer.status}: ${answer.text.slice(0, 500)}`).toEqual([])
}

export type Sending = {
  readonly method?: string
  readonly key?: string | undefined
  readonly type?: string
  readonly body?: string | Buffer
  readonly headers?: Readonly<Record<string, string>>
}

/** Asks, holds the answer against the document and reads it. */
export async function askApi(baseUrl: string, address: string, sending: Sending = {}) {
  const { key, type, body, method = body === undefined ? 'GET' : 'POST' } = sending
  const answer = await ask(baseUrl, address, {
    method,
    ...(body !== undefined && { body }),
    headers: {
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
      ...(type !== undefined && { 'content-type': type }),
      ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
      ...sending.headers,
    },
  })
  expectDescribed(method, address, answer)
  expect(answer.headers['set-cookie']).toBeUndefined()
  expect(answer.headers['access-control-allow-origin']).toBeUndefined()
  return { ...answer, json: JSON.parse(answer.text) }
}
