import { index, prefix, type RouteConfig, route } from '@react-router/dev/routes'

const pages = (capability: string) => (name: string) => `capabilities/${capability}/pages/${name}.tsx`
const accounts = pages('accounts')

/** The site map: every address of the product. First parts that no tenant may have: anmelden, abmelden, sprache, status, api, assets, hilfe, konto, verwaltung. */
export default [
  index(accounts('start')),
  route('anmelden', accounts('signIn')),
  route('abmelden', accounts('signOut')),
  route('sprache', accounts('language')),
  ...prefix(':tenant', []),
] satisfies RouteConfig
