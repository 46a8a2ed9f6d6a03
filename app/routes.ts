import { index, prefix, type RouteConfig, route } from '@react-router/dev/routes'

const pages = (capability: string) => (name: string) => `capabilities/${capability}/pages/${name}.tsx`
const accounts = pages('accounts')
const confidentiality = pages('confidentiality')
const figures = pages('figures')
const indicators = pages('indicators')
const goals = pages('goals')
const profiles = pages('profiles')
const reports = pages('reports')

/** The site map: every address of the product. First parts that no tenant may have: anmelden, abmelden, sprache, status, api, assets, hilfe, konto, verwaltung. */
export default [
  index(accounts('start')),
  route('anmelden', accounts('signIn')),
  route('abmelden', accounts('signOut')),
  route('sprache', accounts('language')),
  ...prefix(':tenant', [
    index(profiles('overview')),
    route('freigaben', confidentiality('releases')),
    route('freigaben/:release', confidentiality('release')),
    route('lieferungen', figures('deliveries')),
    route('lieferungen/neu', figures('newDelivery')),
    route('lieferungen/:delivery', figures('delivery')),
    route('lieferungen/:delivery/datei', figures('deliveryFile')),
    route('zahlen', indicators('list')),
    route('zahlen/neu', indicators('create')),
    route('zahlen/:indicator', indicators('sheet')),
    route('zahlen/:indicator/herkunft', indicators('origin')),
    route('zahlen/:indicator/bearbeiten', indicators('edit')),
    route('zahlen/:indicator/tabelle.csv', indicators('csv')),
    route('zahlen/:indicator/bild.svg', indicators('image')),
    route('ziele', goals('tree')),
    route('ziele/:goal', goals('goal')),
    route('raeume', profiles('areas')),
    route('raeume/:place', profiles('area')),
    route('berichte', reports('reports')),
    route('berichte/:year', reports('report')),
    route('berichte/:year/bericht.pdf', reports('reportPdf')),
    route('auftraege/:job', reports('job')),
  ]),
] satisfies RouteConfig
