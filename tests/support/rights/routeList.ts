import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RouteConfigEntry } from '@react-router/dev/routes'
import routes from '../../../app/routes.ts'
import { readSourceTree } from '../sourceTree.ts'

export type Method = 'GET' | 'POST'
/** One thing that can be asked of the web server; `address` as in `app/routes.ts`, with a slash before it. */
export type RouteMethod = { readonly address: string; readonly method: Method }

const root = join(import.meta.dirname, '..', '..', '..')

const exportOf = (name: string) =>
  new RegExp(`export\\s+(?:async\\s+)?(?:function|const)\\s+${name}\\b|export\\s*\\{[^}]*\\b${name}\\b`)

/** Whether a page answers GET (it shows or loads something) and POST (it has an action), by its source. */
export function methodsOf(source: string): Method[] {
  const shows = exportOf('loader').test(source) || /export\s+default\b/.test(source)
  return [...(shows ? ['GET' as const] : []), ...(exportOf('action').test(source) ? ['POST' as const] : [])]
}

function listPages(entries: readonly RouteConfigEntry[], above: string): RouteMethod[] {
  return entries.flatMap(({ path, file, children }) => {
    const address = path === undefined ? above : `${above}/${path}`
    const source = readFileSync(join(root, 'app', file), 'utf8')
    const own = methodsOf(source).map((method) => ({ address: address || '/', method }))
    return children && children.length > 0 ? listPages(children, address) : own
  })
}

const serverCall = /\bapp\.(get|post|put|patch|delete|all|use)\(\s*'(\/[^']*)'/g

/** What the server answers before any page is asked: `app.get('/status', …)` in its source. */
export function serverRoutesIn(source: string): RouteMethod[] {
  return [...source.matchAll(serverCall)].flatMap(([, verb, address]) => {
    const methods: Method[] =
      verb === 'all' ? ['GET', 'POST'] : verb === 'get' || verb === 'use' ? ['GET'] : ['POST']
    return methods.map((method) => ({ address: address!, method }))
  })
}

/** Everything that the web server can be asked, from `app/routes.ts`, the pages' sources and those of `server/`. */
export function listRoutes(): RouteMethod[] {
  const server = [...readSourceTree(root)]
    .filter(([path]) => /^server\/.*\.ts$/.test(path))
    .flatMap(([, source]) => serverRoutesIn(source))
  return [...server, ...listPages(routes, '')]
}
