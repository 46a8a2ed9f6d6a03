import { index, prefix, type RouteConfig, route } from '@react-router/dev/routes'

const pages = (capability: string) => (name: string) => `capabilities/${capability}/pages/${name}.tsx`
const accounts = pages('accounts')
const confidentiality = pages('confidentiality')
const figures = pages('figures')
const indicators = pages('indicators')
const goals = pages('goals')
const profiles = pages('profiles')
const reports = pages('reports')
const archive = pages('archive')
const site = pages('site')
const organisations = pages('organisations')

/** The site map: every address of the product. First parts that no tenant may have: anmelden, abmelden, sprache, status, api, assets, hilfe, konto, verwaltung. */
export default [
  index(accounts('start')),
  route('anmelden', accounts('signIn')),
  route('anmelden/zweiter-faktor', accounts('signInCode')),
  route('anmelden/bestaetigen', accounts('confirm')),
  route('anmelden/fortsetzen', accounts('resume')),
  route('abmelden', accounts('signOut')),
  route('konto', accounts('account')),
  route('konto/kennwort', accounts('password')),
  route('konto/kennwort-vergessen', accounts('forgotten')),
  route('konto/kennwort/:token', accounts('passwordByLink')),
  route('konto/adresse', accounts('address')),
  route('konto/adresse/:token', accounts('addressByLink')),
  route('konto/zweiter-faktor', accounts('secondFactor')),
  route('konto/zweiter-faktor/einrichten', accounts('secondFactorSetUp')),
  route('konto/sitzungen', accounts('sessions')),
  route('sprache', accounts('language')),
  route('einrichten', accounts('setUp')),
  ...prefix(':tenant', [
    index(profiles('overview')),
    route('einladung/:token', accounts('invitation')),
    route('verwaltung', accounts('administration')),
    route('verwaltung/personen', accounts('people')),
    route('verwaltung/personen/einladen', accounts('invite')),
    route('verwaltung/personen/:account', accounts('person')),
    route('anmelden', accounts('signIn'), { id: 'sign-in-of-tenant' }),
    route('anmelden/sso', accounts('signOn')),
    route('anmelden/sso/antwort', accounts('signOnAnswer')),
    route('anmelden/sso/hinweis', accounts('signOnProblem')),
    route('anmelden/sso/abgemeldet', accounts('signOnEnded')),
    route('verwaltung/anmeldung', accounts('signOnSettings')),
    route('verwaltung/anmeldung/gruppe', accounts('signOnGroup')),
    route('protokoll', accounts('audit')),
    route('protokoll/konten', accounts('auditEvents')),
    route('protokoll/pruefung', accounts('auditCheck')),
    route('protokoll/tabelle.csv', accounts('auditCsv')),
    route('protokoll/:position', accounts('auditEntry')),
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
    route('zahlen/:indicator/genau', indicators('exact')),
    route('zahlen/:indicator/bearbeiten', indicators('edit')),
    route('zahlen/:indicator/zielwerte', indicators('targets')),
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
    route('verwaltung/export', archive('exports')),
    route('verwaltung/export/:export', archive('exportFile')),
    route('barrierefreiheit', site('accessibility')),
    route('barrierefreiheit/gemeldet', site('reported')),
    route('datenschutz', site('privacy')),
    route('impressum', site('imprint')),
    route('leichte-sprache', site('plainLanguage')),
    route('gebaerdensprache', site('signLanguage')),
    route('verwaltung/stellen', organisations('organisations')),
    route('verwaltung/stellen/neu', organisations('create')),
    route('verwaltung/stellen/:organisation', organisations('organisation')),
    route('verwaltung/mail', site('mail')),
    route('verwaltung/rueckmeldungen', site('feedback')),
    route('verwaltung/seiten', site('sitePages')),
    route('verwaltung/seiten/:kind', site('sitePage')),
    route('*', accounts('notFound'), { id: 'not-found-of-tenant' }),
  ]),
  route('*', accounts('notFound')),
] satisfies RouteConfig
