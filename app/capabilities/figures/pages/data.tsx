import { useTranslation } from 'react-i18next'
import { Form } from 'react-router'
import { permit } from '#app/capabilities/accounts/visit.server.ts'
import type { Place } from '#app/capabilities/places/place.ts'
import { listPlaces } from '#app/capabilities/places/places.server.ts'
import { Actions, Button, ButtonLink, TextLink } from '#app/ui/Button.tsx'
import { CellText } from '#app/ui/CellText.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { TextField } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { readExport } from '../export/export.server.ts'
import { periodName } from '../export/periodName.ts'
import { exportLimits, readSelection, writeSelection } from '../export/selection.ts'
import { Check, Checks } from '../series/FormParts.tsx'
import { listCatalogue } from '../series/seriesPage.server.ts'
import type { Route } from './+types/data'

/** Shows and links only; see `Layout` in `root.tsx`. */
export const handle = { still: true }

const previewRows = 50

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'public.read', request)
  const selection = readSelection(new URL(request.url).searchParams)
  const wanted = { title: '', language: visit.language, now: visit.now }
  return visit.read(async (reader) => {
    const released = (await listCatalogue(reader, visit.language)).filter(
      ({ latest }) => latest !== undefined,
    )
    const exported = selection.series.length > 0 ? await readExport(reader, selection, wanted) : undefined
    const table = exported && 'table' in exported ? exported.table : undefined
    const groups = Map.groupBy(released, ({ source }) => source.name)
    return {
      base: `/${visit.tenant.slug}`,
      groups: [...groups].map(([source, list]) => ({
        source,
        series: list.map(({ series, name }) => ({ value: series.key, label: name })),
      })),
      places: groupPlaces(await listPlaces(reader)),
      language: visit.language,
      selection,
      query: writeSelection(selection),
      refused:
        exported && 'refused' in exported && exported.refused === 'too-many' ? exported.found : undefined,
      tooManyChosen: exported && 'refused' in exported && exported.refused === 'too-many-chosen',
      count: table?.rows.length,
      dimensions: table?.dimensions ?? [],
      rows: table?.rows.slice(0, previewRows) ?? [],
    }
  })
}

/** Places by what they are, for a list to choose from. */
function groupPlaces(places: readonly Place[]) {
  const groups = [
    { id: 'whole', kinds: ['state', 'county', 'town'] },
    { id: 'areas', kinds: ['area'] },
    { id: 'quarters', kinds: ['quarter'] },
    { id: 'others', kinds: ['unassigned'] },
  ] as const
  return groups
    .map(({ id, kinds }) => ({
      id,
      places: places
        .filter(({ kind }) => (kinds as readonly string[]).includes(kind))
        .map(({ key, name }) => ({ value: key, label: name })),
    }))
    .filter((group) => group.places.length > 0)
}

type Loaded = Route.ComponentProps['loaderData']

export default function Data({ loaderData }: Route.ComponentProps) {
  const { base, groups, refused, tooManyChosen, count } = loaderData
  const { t, i18n } = useTranslation('figures')
  const written = (number: number) => number.toLocaleString(i18n.language === 'en' ? 'en-GB' : 'de-DE')
  return (
    <Page
      title={t('data.title')}
      lead={<p>{t('data.lead')}</p>}
      actions={<TextLink to={`${base}/zahlenreihen`}>{t('data.catalogue')}</TextLink>}
      width="wide"
    >
      {groups.length === 0 ? (
        <EmptyState title={t('data.empty')}>
          <p>{t('data.emptyText')}</p>
        </EmptyState>
      ) : (
        <Choice {...loaderData} />
      )}
      {refused === undefined ? null : (
        <Notice kind="warning" title={t('data.tooMany')}>
          <p>{t('data.tooManyText', { found: written(refused), most: written(exportLimits.cells) })}</p>
        </Notice>
      )}
      {tooManyChosen ? <Notice kind="warning" title={t('data.tooManyChosen', exportLimits)} /> : null}
      {count === 0 ? (
        <EmptyState title={t('data.none')}>
          <p>{t('data.noneText')}</p>
        </EmptyState>
      ) : null}
      {count === undefined || count === 0 ? null : <Result {...loaderData} count={count} written={written} />}
    </Page>
  )
}

function Choice({ groups, places, selection }: Loaded) {
  const { t } = useTranslation('figures')
  const chosen = new Set(selection.series)
  return (
    <Section title={t('data.choose')}>
      <Form method="get" className="ll-stack">
        <p>{t('data.seriesHint')}</p>
        {groups.map(({ source, series }, index) => (
          <Disclosure
            key={source}
            summary={t('data.seriesOf', { source, count: series.length })}
            open={groups.length === 1 || series.some(({ value }) => chosen.has(value))}
          >
            <Checks
              name="reihe"
              id={`reihe-${index}`}
              label={source}
              defaultValue={selection.series.join(' ')}
              options={series}
            />
          </Disclosure>
        ))}
        <PlaceChoice groups={places} selection={selection} />
        <div className="ll-filter">
          <TextField
            name="von"
            label={t('data.from')}
            inputMode="numeric"
            width="short"
            defaultValue={selection.from ?? ''}
            optional
          />
          <TextField
            name="bis"
            label={t('data.to')}
            inputMode="numeric"
            width="short"
            defaultValue={selection.to ?? ''}
            optional
          />
        </div>
        <Check name="aufteilung" label={t('data.breakdowns')} checked={selection.breakdowns} />
        <Check name="jahre" label={t('data.byYear')} checked={selection.byYear} />
        <Actions>
          <Button>{t('data.show')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

function PlaceChoice({ groups, selection }: { groups: Loaded['places']; selection: Loaded['selection'] }) {
  const { t } = useTranslation('figures')
  const chosen = new Set(selection.places)
  const hasAreas = groups.some(({ id }) => id === 'areas')
  return (
    <>
      <p>{t('data.placesHint')}</p>
      {hasAreas ? (
        <Check name="raeume" value="sozialraeume" label={t('data.allAreas')} checked={selection.allAreas} />
      ) : null}
      {groups.map(({ id, places }) => (
        <Disclosure
          key={id}
          summary={t(`data.placesOf.${id}`, { count: places.length })}
          open={places.some(({ value }) => chosen.has(value))}
        >
          <Checks
            name="raum"
            id={`raum-${id}`}
            label={t(`data.placeGroup.${id}`)}
            defaultValue={selection.places.join(' ')}
            options={places}
          />
        </Disclosure>
      ))}
    </>
  )
}

function Result(props: Loaded & { count: number; written: (number: number) => string }) {
  const { base, query, count, rows, dimensions, language, written } = props
  const { t } = useTranslation('figures')
  const file = (name: string) => `${base}/daten/${name}?${query}`
  const formats = [
    ['auswahl.csv', t('data.excel')],
    ...(count > exportLimits.workbookCells ? [] : [['auswahl.xlsx', t('data.workbook')] as const]),
    ['auswahl-roh.csv', t('data.plain')],
    ['auswahl.json', t('data.jsonStat')],
  ] as const
  return (
    <Section
      title={t('data.result')}
      lead={
        <>
          <p>
            {t('data.count', { count, formatted: written(count) })}
            {count > rows.length ? `. ${t('data.first', { shown: rows.length })}` : null}
          </p>
          {count > exportLimits.workbookCells ? (
            <p>{t('data.workbookLimit', { most: written(exportLimits.workbookCells) })}</p>
          ) : null}
        </>
      }
    >
      <Actions>
        {formats.map(([name, label]) => (
          <ButtonLink key={name} to={file(name)} icon="download" download>
            {label}
          </ButtonLink>
        ))}
      </Actions>
      <DataTable
        caption={t('data.caption')}
        captionHidden
        dense
        rows={rows}
        rowKey={({ series, place, period, breakdown }) =>
          [series.key, place.key, period.key, ...Object.values(breakdown).map(({ key }) => key)].join(' ')
        }
        columns={[
          { key: 'series', header: t('data.seriesName'), rowHeader: true, cell: ({ series }) => series.name },
          { key: 'place', header: t('data.placeName'), cell: ({ place }) => place.name },
          {
            key: 'period',
            header: t('data.period'),
            nowrap: true,
            cell: ({ period }) => periodName(period, language),
          },
          ...dimensions.map(({ key, name }) => ({
            key,
            header: name,
            cell: ({ breakdown }: (typeof rows)[number]) => breakdown[key]?.name ?? t('data.total'),
          })),
          {
            key: 'value',
            header: t('data.value'),
            numeric: true,
            cell: ({ cell, series }) => (
              <CellText cell={cell} unit={series.unit} decimals={series.decimals} />
            ),
          },
        ]}
      />
      <p>{t('data.legend')}</p>
      <p>{t('data.share')}</p>
    </Section>
  )
}
