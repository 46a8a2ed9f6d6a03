import { dataFormats } from './dataFormats.ts'
import { orderProperties, schemas } from './openapiSchemas.ts'

/*
 * The interface for programmes as OpenAPI 3.1 document, written by hand: there are four addresses, and what programmes may rely
 * on shall change on purpose only. A test holds every answer against it.
 */

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})
const json = (description: string, schema: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
})
const parameter = (
  place: 'path' | 'query' | 'header',
  name: string,
  schema: object,
  description: string,
) => ({
  in: place,
  name,
  required: place === 'path',
  schema,
  description,
})

const tenant = parameter(
  'path',
  'tenant',
  { type: 'string' },
  'Kurzname der Kommune, wie in der Adresse ihrer Seiten.',
)
const language = parameter('query', 'sprache', { type: 'string', enum: ['de', 'en'] }, 'Sprache der Sätze.')
const file = { schema: { type: 'string', contentMediaType: 'application/octet-stream' } }

/** Whatever is asked: problems that are found before anything is read. */
const everywhere = {
  '400': problem('Die Angaben passen nicht.'),
  '404': problem('Das gibt es für diesen Schlüssel nicht.'),
  '429': problem('Zu viele Anfragen; „Retry-After“ sagt, wann es weitergeht.'),
  '500': problem('Ein Fehler der Software; die Nummer im Satz hilft, ihn zu finden.'),
}
const withKey = { ...everywhere, '401': problem('Es fehlt ein gültiger Schlüssel.') }

export const openApiDocument = {
  openapi: '3.1.0',
  info: {
    title: 'Lückenlos: Schnittstelle für Programme',
    version: '1',
    description:
      'Zahlen liefern und freigegebene Zahlen abrufen. Anleitung mit Beispielen: docs/schnittstelle.md. Version 1 wird nur so erweitert, dass bestehende Programme weiterlaufen: Neue Felder und neue Problemarten können hinzukommen.',
    license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
  },
  servers: [{ url: '/' }],
  paths: {
    '/api/v1/openapi.json': {
      get: {
        operationId: 'describe',
        summary: 'Diese Beschreibung',
        security: [],
        responses: {
          '200': {
            description: 'OpenAPI 3.1',
            content: { 'application/json': { schema: { type: 'object' } } },
          },
        },
      },
    },
    '/api/v1/{tenant}/deliveries': {
      post: {
        operationId: 'deliver',
        summary: 'Eine Lieferung abgeben oder probehalber lesen lassen',
        description:
          'Die Datei als Formular oder unmittelbar, oder Werte als JSON. Was im Formular oder JSON steht, kann auch in der Adresse stehen. Ist irgendetwas zu klären, wird nichts gespeichert.',
        parameters: [
          tenant,
          ...Object.entries(orderProperties).map(([name, schema]) =>
            parameter('query', name, schema, schema.description),
          ),
          parameter(
            'query',
            'fileName',
            { type: 'string', maxLength: 200 },
            'Name der Datei, wenn sie unmittelbar kommt.',
          ),
          language,
          parameter(
            'header',
            'Idempotency-Key',
            { type: 'string', pattern: '^[!-~][ -~]{0,199}$' },
            'Ein Name für diese Anfrage. Kommt sie noch einmal, wird nichts doppelt geliefert: Sie bekommt sieben Tage lang dieselbe Antwort.',
          ),
        ],
        requestBody: {
          required: true,
          content: {
            'multipart/form-data': { schema: { $ref: '#/components/schemas/Form' } },
            'application/json': { schema: { $ref: '#/components/schemas/Values' } },
            'text/csv': file,
            'text/plain': file,
            'text/tab-separated-values': file,
            'application/zip': file,
            'application/octet-stream': file,
            'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': file,
          },
        },
        responses: {
          '200': json('Probelauf: das geschähe.', 'Report'),
          '201': json('Geliefert; „Location“ nennt die Adresse der Lieferung.', 'NewDelivery'),
          ...withKey,
          '403': problem('Mit diesem Schlüssel lässt sich nicht freigeben.'),
          '413': problem('Die Anfrage ist zu groß.'),
          '415': problem('Diese Form wird nicht gelesen.'),
          '422': problem('Es ist etwas zu klären; „errors“ nennt die Stellen.'),
        },
      },
    },
    '/api/v1/{tenant}/deliveries/{delivery}': {
      get: {
        operationId: 'readDelivery',
        summary: 'Stand einer Lieferung mit den Fragen dazu',
        parameters: [
          tenant,
          parameter('path', 'delivery', { type: 'integer', minimum: 1 }, 'Nummer der Lieferung.'),
          language,
        ],
        responses: { '200': json('Die Lieferung.', 'Delivery'), ...withKey },
      },
    },
    '/api/v1/{tenant}/data': {
      get: {
        operationId: 'readData',
        summary: 'Freigegebene Zahlen',
        description:
          'Dieselbe Auswahl wie auf der Seite „Daten“; ohne Schlüssel, denn freigegebene Zahlen sind öffentlich.',
        security: [],
        parameters: [
          tenant,
          parameter(
            'query',
            'format',
            { type: 'string', enum: Object.keys(dataFormats) },
            'Ohne Angabe json-stat.',
          ),
          parameter(
            'query',
            'reihe',
            { type: 'array', items: { type: 'string' } },
            'Schlüssel von Zahlenreihen, mindestens einer.',
          ),
          parameter(
            'query',
            'raum',
            { type: 'array', items: { type: 'string' } },
            'Schlüssel von Orten; ohne Angabe alle.',
          ),
          parameter('query', 'von', { type: 'integer' }, 'Erstes Berichtsjahr.'),
          parameter('query', 'bis', { type: 'integer' }, 'Letztes Berichtsjahr.'),
          parameter(
            'query',
            'aufteilung',
            { type: 'string', enum: ['ja'] },
            'Auch nach Merkmalen aufgeteilt.',
          ),
          parameter('query', 'jahre', { type: 'string', enum: ['ja'] }, 'Ein Wert je Berichtsjahr.'),
          language,
        ],
        responses: {
          '200': {
            description: 'Die Zahlen; was geheim bleiben muss, fehlt mit Grund.',
            content: Object.fromEntries(
              Object.values(dataFormats).map((mediaType) => [mediaType, { schema: {} }]),
            ),
          },
          ...everywhere,
        },
      },
    },
  },
  components: {
    schemas,
    securitySchemes: {
      key: {
        type: 'http',
        scheme: 'bearer',
        description: 'Ein Schlüssel für Programme; Personen legen ihn unter „Schlüssel für Programme“ an.',
      },
    },
  },
  security: [{ key: [] }],
} as const
