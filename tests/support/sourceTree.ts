import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'

/** Files by their path from the project's folder, with forward slashes. Rules take a tree, so that mistakes can be planted. */
export type SourceTree = ReadonlyMap<string, string>

const skippedFolders = new Set(['node_modules', '.git', '.data', 'build', '.react-router', 'coverage'])
const textFile =
  /\.(ts|tsx|mjs|js|css|md|sql|json|geojson|csv|typ|yml|yaml|sh|html|svg|txt)$|(^|\/)(run|\.npmrc|\.gitignore|\.editorconfig)$/

/** Every text file of the project that people write, without what is built or installed. */
export function readSourceTree(root: string): SourceTree {
  const tree = new Map<string, string>()
  const visit = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = posix.join(folder, entry.name)
      if (entry.isDirectory()) {
        if (!skippedFolders.has(entry.name)) visit(path)
      } else if (textFile.test(path)) {
        tree.set(path, readFileSync(join(root, path), 'utf8'))
      }
    }
  }
  visit('')
  return tree
}

/** `typesOnly`: nothing of it is there when the program runs. */
export type Import = {
  readonly from: string
  readonly specifier: string
  readonly target: string | undefined
  readonly typesOnly: boolean
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s*)?['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g

/** What a file imports or passes on; `target` is the path of a file of the project, undefined for packages. */
export function importsOf(path: string, source: string): Import[] {
  return [...source.matchAll(importPattern)].map((match) => {
    const specifier = (match[1] ?? match[2])!
    const typesOnly = /^\s*(?:import|export)\s+type\s/.test(match[0])
    return { from: path, specifier, target: resolveImport(path, specifier), typesOnly }
  })
}

function resolveImport(path: string, specifier: string): string | undefined {
  if (specifier.startsWith('#app/')) return specifier.replace('#app/', 'app/')
  if (specifier.startsWith('.')) return posix.normalize(posix.join(dirname(path), specifier))
  return undefined
}
