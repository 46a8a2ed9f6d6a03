import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { findVisit, notFound } from '#app/capabilities/accounts/visit.server.ts'
import { Actions, Button } from '#app/ui/Button.tsx'
import { RadioGroup } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page } from '#app/ui/Page.tsx'
import { wishRhythms } from '../reminders/remind.ts'
import { changeWish, findWhose, readWish } from '../reminders/wishes.server.ts'
import type { Route } from './+types/reminderWish'

export const headers = () => ({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' })

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = (await findVisit(context, params.tenant)) ?? notFound()
  const wish = await visit.read(async (reader) => {
    const whose = await findWhose(reader, params.token)
    return whose && { kind: whose.kind, ...(await readWish(reader, whose)) }
  })
  const town = visit.tenant.name
  if (!wish) return data({ town, wish: undefined, saved: false }, { status: 404 })
  return data({ town, wish, saved: new URL(request.url).searchParams.get('erledigt') === 'gespeichert' })
}

/** A mail program that opens links by itself changes nothing: it takes the press of a button. */
export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = (await findVisit(context, params.tenant)) ?? notFound()
  const asked = (await request.formData()).get('rhythm')
  const whose = await visit.read((reader) => findWhose(reader, params.token))
  if (!whose) return data(null, { status: 404 })
  const rhythm = wishRhythms.find((known) => known === asked)
  if (!rhythm) return data(null, { status: 400 })
  await visit.write((writer) => changeWish(writer, whose, rhythm, visit.now))
  return redirect(`/${visit.tenant.slug}/erinnerungen/${params.token}?erledigt=gespeichert`)
}

export default function ReminderWish({ loaderData }: Route.ComponentProps) {
  const { town, wish, saved } = loaderData
  const { t } = useTranslation('figures')
  if (!wish)
    return (
      <Page title={t('reminders.wish.gone')} width="text">
        <p>{t('reminders.wish.goneText')}</p>
      </Page>
    )
  const isContact = wish.kind === 'contact'
  return (
    <Page
      title={t('reminders.wish.title')}
      lead={
        <p>
          {isContact
            ? t('reminders.wish.contactLead', { source: wish.source, town })
            : t('reminders.wish.responsibleLead', { town })}
        </p>
      }
      width="text"
    >
      {saved ? <Notice kind="success" title={t('reminders.wish.saved')} live /> : null}
      {isContact ? (
        <Form method="post" className="ll-form">
          <p>{t(wish.rhythm === 'none' ? 'reminders.wish.isOff' : 'reminders.wish.isOn')}</p>
          <input type="hidden" name="rhythm" value={wish.rhythm === 'none' ? 'single' : 'none'} />
          <Actions>
            <Button>{t(wish.rhythm === 'none' ? 'reminders.wish.start' : 'reminders.wish.stop')}</Button>
          </Actions>
          <p className="ll-muted">{t('reminders.wish.stopHint')}</p>
        </Form>
      ) : (
        <Form method="post" className="ll-form">
          <RadioGroup
            name="rhythm"
            label={t('reminders.wish.choose')}
            defaultValue={wish.rhythm}
            options={wishRhythms.map((value) => ({ value, label: t(`reminders.wish.${value}`) }))}
          />
          <Actions>
            <Button>{t('reminders.wish.save')}</Button>
          </Actions>
        </Form>
      )}
    </Page>
  )
}
