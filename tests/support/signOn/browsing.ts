/** What a browser keeps of a visit, without its engine: cookies per server, every step of a redirect visible. */
export type Browsing = {
  /** One request; redirects are not followed. */
  get(address: string): Promise<Step>
  post(address: string, fields: Readonly<Record<string, string>>): Promise<Step>
  /** Follows redirects from an address until a page is shown or `until` matches the next address, which is not asked. */
  follow(address: string, until?: RegExp): Promise<Step>
  /** The value of a cookie for this server. */
  cookie(address: string, name: string): string | undefined
  setCookie(address: string, name: string, value: string): void
  /** Throws all cookies for this server away. */
  forget(address: string): void
}

export type Step = {
  readonly status: number
  readonly text: string
  /** The address that was asked. */
  readonly address: string
  /** Where it leads on, as a full address. */
  readonly location: string | undefined
  readonly setCookies: readonly string[]
}

const mostSteps = 12

export function openBrowsing(): Browsing {
  const jars = new Map<string, Map<string, string>>()
  const jarOf = (address: string) => {
    const { host } = new URL(address)
    const jar = jars.get(host) ?? new Map<string, string>()
    jars.set(host, jar)
    return jar
  }

  async function ask(address: string, init: RequestInit): Promise<Step> {
    const jar = jarOf(address)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = new Headers(init.headers)
    if (cookie) headers.set('cookie', cookie)
    const response = await fetch(address, { ...init, headers, redirect: 'manual' })
    const setCookies = response.headers.getSetCookie()
    for (const line of setCookies) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      if (value === '' || /max-age=0/i.test(line)) jar.delete(name!)
      else jar.set(name!, value!)
    }
    const location = response.headers.get('location')
    return {
      status: response.status,
      text: await response.text(),
      address,
      location: location ? new URL(location, address).href : undefined,
      setCookies,
    }
  }

  const get = (address: string) => ask(address, { method: 'GET' })
  return {
    get,
    post: (address, fields) =>
      ask(address, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { origin: new URL(address).origin },
      }),
    async follow(address, until) {
      let step = await get(address)
      for (let steps = 0; step.location && !until?.test(step.location); steps++) {
        if (steps === mostSteps) throw new Error(`${address} leads on and on`)
        step = await get(step.location)
      }
      return step
    },
    cookie: (address, name) => jarOf(address).get(name),
    forget: (address) => jarOf(address).clear(),
    setCookie: (address, name, value) => void jarOf(address).set(name, value),
  }
}
