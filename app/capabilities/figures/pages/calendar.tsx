import { useTranslation } from 'react-i18next'
import { permit } from '#app/capabilities/accounts/visit.server.ts'
import { readRowId } from '#app/plain/rowId.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { FilterForm } from '#app/ui/Filter.tsx'
import { SelectField } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { readCalendarPage } from '../calendar/calendarPage.server.ts'
import { EntryTable } from '../calendar/EntryTable.tsx'
import type { Route } from './+types/calendar'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'figures.read', request)
  const search = new URL(request.url).searchParams
  const wish = { office: readRowId(search.get('stelle')), all: search.get('stand') === 'alle' }
  const page = await visit.read((reader) => readCalendarPage(reader, visit.actor, wish, visit))
  return {
    base: `/${visit.tenant.slug}`,
    page,
    wish,
    mayDefine: visit.may('figures.define'),
    done: search.get('erledigt'),
  }
}

export default function Calendar({ loaderData }: Route.ComponentProps) {
  const { base, page, wish, mayDefine, done } = loaderData
  const { t } = useTranslation('figures')
  const { overdue, months, soon } = page
  const newLink = mayDefine ? (
    <ButtonLink to={`${base}/lieferkalender/neu`} icon="add">
      {t('calendar.new')}
    </ButtonLink>
  ) : null
  const lead = [
    overdue.length > 0 ? t('calendar.lead.overdue', { count: overdue.length }) : t('calendar.lead.allWell'),
    ...(soon > 0 ? [t('calendar.lead.soon', { count: soon })] : []),
  ].join(' ')
  return (
    <Page
      title={t('calendar.title')}
      lead={page.hasAny ? <p>{lead}</p> : undefined}
      actions={
        <>
          <ButtonLink to={`${base}/vollstaendigkeit`}>{t('calendar.completeness')}</ButtonLink>
          {mayDefine ? (
            <>
              <ButtonLink to={`${base}/lieferkalender/links`}>{t('links.title')}</ButtonLink>
              <ButtonLink to={`${base}/lieferkalender/erinnerungen`}>{t('reminders.title')}</ButtonLink>
            </>
          ) : null}
          {newLink}
        </>
      }
      width="wide"
    >
      {done === 'geloescht' ? <Notice kind="success" title={t('calendar.done.removed')} live /> : null}
      {page.hasAny ? (
        <FilterForm label={t('calendar.filter')}>
          <SelectField
            name="stelle"
            label={t('calendar.office')}
            placeholder={t('calendar.allOffices')}
            options={page.offices}
            defaultValue={wish.office === undefined ? '' : String(wish.office)}
            optional
          />
          <SelectField
            name="stand"
            label={t('calendar.which')}
            options={[
              { value: 'offen', label: t('calendar.show.open') },
              { value: 'alle', label: t('calendar.show.all') },
            ]}
            defaultValue={wish.all ? 'alle' : 'offen'}
            optional
          />
        </FilterForm>
      ) : (
        <EmptyState title={t('calendar.empty')} action={newLink}>
          <p>{t(mayDefine ? 'calendar.emptyHint' : 'calendar.emptyReading')}</p>
        </EmptyState>
      )}
      {page.hasAny && overdue.length === 0 && months.length === 0 ? (
        <EmptyState title={t('calendar.emptyFilter')}>
          <p>{t('calendar.emptyFilterHint')}</p>
        </EmptyState>
      ) : null}
      {overdue.length > 0 ? (
        <Section title={t('calendar.overdueTitle')} id="ueberfaellig">
          <EntryTable base={base} caption={t('calendar.overdueCaption')} rows={overdue} />
        </Section>
      ) : null}
      {months.map(({ month, title, rows }) => (
        <Section key={month} title={title} id={`monat-${month}`}>
          <EntryTable base={base} caption={t('calendar.monthCaption', { month: title })} rows={rows} />
        </Section>
      ))}
      {page.hasAny ? <p className="ll-muted ll-small">{t('calendar.weekend')}</p> : null}
    </Page>
  )
}
