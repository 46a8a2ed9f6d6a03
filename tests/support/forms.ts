/** A form of a page, with what stands in its fields when nothing is typed. */
export type Form = {
  /** Where it is sent, with query. */
  readonly action: string
  readonly multipart: boolean
  /** In the order of the page; last the button that was pressed, if it has a name. */
  readonly fields: readonly Field[]
}
export type Field = {
  readonly name: string
  readonly value: string
  /** Whether people type in it: hidden fields, choices and buttons hold what the page put there. */
  readonly typed: boolean
  readonly file: boolean
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#x27': "'",
  '#39': "'",
}
const decode = (text: string) =>
  text.replace(/&([a-z0-9#]+);/gi, (whole, name: string) => entities[name] ?? whole)

function attributesOf(tag: string): ReadonlyMap<string, string> {
  const found = [...tag.matchAll(/\s([a-zA-Z-]+)(?:="([^"]*)")?/g)]
  return new Map(found.map(([, name, value]) => [name!.toLowerCase(), decode(value ?? '')]))
}

function fieldOfInput(tag: string): Field | undefined {
  const attributes = attributesOf(tag)
  const name = attributes.get('name')
  const type = attributes.get('type') ?? 'text'
  if (name === undefined || attributes.has('disabled')) return undefined
  const isChoice = type === 'checkbox' || type === 'radio'
  if (isChoice && !attributes.has('checked')) return undefined
  return {
    name,
    value: attributes.get('value') ?? (isChoice ? 'on' : ''),
    typed: !isChoice && !['hidden', 'submit', 'file'].includes(type),
    file: type === 'file',
  }
}

function fieldOfSelect(html: string): Field | undefined {
  const name = attributesOf(/^<select[^>]*>/.exec(html)![0]).get('name')
  const options = [...html.matchAll(/<option[^>]*>/g)].map(([tag]) => attributesOf(tag))
  const real = options.filter((option) => option.get('value') !== '')
  const chosen = real.find((option) => option.has('selected')) ?? real[0]
  return name === undefined
    ? undefined
    : { name, value: chosen?.get('value') ?? '', typed: false, file: false }
}

function fieldsOf(html: string): Field[] {
  const parts = html.matchAll(/<input[^>]*>|<select[\s\S]*?<\/select>|<textarea[^>]*>[\s\S]*?<\/textarea>/g)
  return [...parts].flatMap(([part]) => {
    if (part.startsWith('<input')) return fieldOfInput(part) ?? []
    if (part.startsWith('<select')) return fieldOfSelect(part) ?? []
    const [, tag = '', text = ''] = /^(<textarea[^>]*>)([\s\S]*?)<\/textarea>$/.exec(part)!
    const name = attributesOf(tag).get('name')
    return name === undefined ? [] : { name, value: decode(text), typed: true, file: false }
  })
}

/** Ways to send a form: one for each button, or one without. */
function buttonsOf(html: string): Field[][] {
  const named = [...html.matchAll(/<button[^>]*>/g)].flatMap(([tag]) => {
    const attributes = attributesOf(tag)
    const name = attributes.get('name')
    if (name === undefined || attributes.get('type') === 'button') return []
    return [[{ name, value: attributes.get('value') ?? '', typed: false, file: false }]]
  })
  return named.length > 0 ? named : [[]]
}

/** The forms of a page that are sent with POST, one per button. `path`: where the page was asked for. */
export function formsOf(html: string, path: string): Form[] {
  return [...html.matchAll(/(<form[^>]*>)([\s\S]*?)<\/form>/g)].flatMap(([, tag = '', content = '']) => {
    const attributes = attributesOf(tag)
    if (attributes.get('method')?.toLowerCase() !== 'post') return []
    const fields = fieldsOf(content)
    return buttonsOf(content).map((button) => ({
      action: (attributes.get('action') ?? path).split('#')[0]!,
      multipart: attributes.get('enctype') === 'multipart/form-data',
      fields: [...fields, ...button],
    }))
  })
}

const isNumber = /^\d+$|^[\w-]{20,}$/

/** What a form remembers of the state that it was opened on: values, or in a field of that name a mark of them. */
const isState = /^[[{]/
const marks = new Set(['mark', 'gesehen'])

/** What tells forms apart: address, fields, and what the page put into them; without the numbers of things. */
export function nameOfForm(form: Form): string {
  const address = form.action
    .split('?')[0]!
    .split('/')
    .map((part) => (isNumber.test(part) ? 'N' : part))
    .join('/')
  const fields = form.fields.map(({ name, value, typed }) =>
    typed || isNumber.test(value) || isState.test(value) || marks.has(name)
      ? name
      : `${name}=${value.slice(0, 20)}`,
  )
  return [address, ...new Set(fields)].join(' ')
}

const boundary = 'grenze-zwischen-teilen'

/** The body of a form as a browser sends it, with its type. `values` by name of field; a file is text with its name. */
export function encode(
  form: Form,
  values: Readonly<Record<string, string>>,
): { readonly type: string; readonly body: Buffer } {
  const names = new Set(form.fields.map(({ name }) => name))
  const added = Object.keys(values).filter((name) => !names.has(name))
  const entries = [
    ...form.fields.map(({ name, value, file }) => ({ name, value: values[name] ?? value, file })),
    ...added.map((name) => ({ name, value: values[name]!, file: false })),
  ]
  if (!form.multipart) {
    const body = new URLSearchParams(entries.map(({ name, value }) => [name, value])).toString()
    return { type: 'application/x-www-form-urlencoded', body: Buffer.from(body) }
  }
  const parts = entries.map(({ name, value, file }) => {
    const extra = file ? `; filename="datei.csv"\r\nContent-Type: text/csv` : ''
    return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${extra}\r\n\r\n${value}\r\n`
  })
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.from(`${parts.join('')}--${boundary}--\r\n`),
  }
}
