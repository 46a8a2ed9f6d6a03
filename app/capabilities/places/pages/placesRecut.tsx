import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { tenantPartsContext } from '#app/capabilities/accounts/tenantParts.server.ts'
import { permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { dayInWords } from '#app/plain/day.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { Actions, Button, ButtonLink, TextLink } from '#app/ui/Button.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { useLanguage } from '#app/ui/language.ts'
import { Page } from '#app/ui/Page.tsx'
import { recutPlaces } from '../history/recut.server.ts'
import { tryChange } from '../keeping/changeForm.server.ts'
import { ChooseAreas } from '../recut/ChooseAreas.tsx'
import { RecutFields } from '../recut/RecutFields.tsx'
import { RecutPreview } from '../recut/RecutPreview.tsx'
import {
  type AskedProblem,
  checkChosen,
  checkDay,
  findFormers,
  formersOf,
  markOf,
  type RecutAnswer,
  readAsked,
  readRecutForm,
  refusalField,
} from '../recut/recutPage.server.ts'
import { describeRecut, numberInWords, type RecutTable, tabulateRecut } from '../recut/sentences.ts'
import { emptyRecut, readTypedRecut } from '../recut/typedRecut.ts'
import type { Route } from './+types/placesRecut'
import '../keeping/keeping.css'
import '../recut/recut.css'

async function permitCutting({ params, context, request }: Route.LoaderArgs | Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'places.edit', request)
  const usesOf = context.get(tenantPartsContext).listPlaceUses
  const url = new URL(request.url)
  const asked = readAsked(url)
  const found = await visit.read((reader) => findFormers(reader, visit.actor, asked))
  return { visit, usesOf, url, asked, ...found, own: `/${visit.tenant.slug}/verwaltung/orte` }
}

export async function loader(args: Route.LoaderArgs) {
  const { visit, usesOf, url, asked, places, groups, chosen, own } = await permitCutting(args)
  const isAsked = url.searchParams.get('schritt') === '2'
  const apart = isAsked ? checkChosen(chosen) : []
  const early = isAsked ? await visit.read((reader) => checkDay(reader, asked.day, chosen, usesOf)) : []
  return {
    base: `/${visit.tenant.slug}/verwaltung`,
    own,
    groups,
    asked: { keys: chosen.map(({ key }) => key), day: asked.day },
    problems: [...apart, ...early],
    formers: isAsked && apart.length === 0 ? formersOf(places, chosen) : undefined,
  }
}

type Answer = Omit<RecutAnswer, 'plan'> & {
  readonly preview?: {
    readonly sentences: readonly string[]
    readonly table: RecutTable
    readonly base: string
    readonly mark: string
    readonly changed: boolean
  }
}
const answer = (said: Answer, status: number) => data<Answer>(said, { status })

export async function action(args: Route.ActionArgs) {
  const { visit, usesOf, places, chosen, own } = await permitCutting(args)
  const form = await args.request.formData()
  const formers = formersOf(places, chosen)
  const sent = readTypedRecut(form, formers.length)
  // Without the areas of the first step there is no table; the page asks for them again.
  if (checkChosen(chosen).length > 0) return answer({ typed: sent, problems: [], lines: [] }, 400)
  const intent = String(form.get('intent') ?? '')
  const { typed, plan, problems, lines } = readRecutForm(sent, intent, formers)
  if (problems.length > 0 || lines.length > 0) return answer({ typed, problems, lines }, 400)
  if (!plan) return answer({ typed, problems, lines }, 200)
  const cut = (writer: Parameters<typeof recutPlaces>[0]) =>
    recutPlaces(writer, visit.actor, plan, usesOf, visit.now)
  const mark = markOf(plan)
  const isFinal = intent === 'apply' && form.get('mark') === mark
  const outcome = isFinal ? await visit.write(cut) : await tryChange(visit.write, cut)
  if ('refused' in outcome) {
    const { refused, ...parameters } = outcome
    const problem = { field: refusalField(outcome, typed), kind: refused, parameters }
    return answer({ typed, problems: [problem], lines }, 409)
  }
  if (isFinal) throw redirect(`${own}?erledigt=recut`)
  const words = { language: visit.language, t: i18nFor(visit.language).getFixedT(visit.language, 'places') }
  const preview = {
    sentences: describeRecut(plan.recut, formers, plan.decision.happenedOn, words),
    table: tabulateRecut(plan.recut, formers, words),
    base: plan.decision.base,
    mark,
    changed: intent === 'apply',
  }
  return answer({ typed, problems, lines, preview }, 200)
}

/** Sentences for what is wrong, with numbers and days as people write them. */
function useProblems() {
  const { t } = useTranslation('places')
  const language = useLanguage()
  return (problems: readonly (AskedProblem | Answer['problems'][number])[]) =>
    problems.map(({ field, kind, parameters = {} }) => {
      const { sum, whole, lastDay } = parameters
      const inWords = {
        sum: sum === undefined ? '' : numberInWords(String(sum), language),
        whole: whole === undefined ? '' : numberInWords(String(whole), language),
        lastDay: lastDay === undefined ? '' : dayInWords(String(lastDay), language),
      }
      const others = { name: '', text: '', former: '', place: '', most: '' }
      return { field, message: t(`recut.problem.${kind}`, { ...others, ...parameters, ...inWords }) }
    })
}

export default function PlacesRecutPage({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('places')
  const say = useProblems()
  const { base, own, groups, asked, problems } = loaderData
  // A table that was filled in stays, even if something has come up against the day since.
  const formers = problems.length === 0 || actionData ? loaderData.formers : undefined
  return (
    <Page
      breadcrumb={[
        { label: t('administration'), href: base },
        { label: t('keeping.title'), href: own },
      ]}
      preline={groups.length === 0 ? undefined : t('recut.step', { step: formers ? 2 : 1 })}
      title={t('recut.title')}
      lead={<p>{t('recut.lead')}</p>}
      width={formers ? 'normal' : 'text'}
    >
      {groups.length === 0 ? (
        <EmptyState
          title={t('recut.noneTitle')}
          action={<ButtonLink to={own}>{t('recut.toPlaces')}</ButtonLink>}
        >
          <p>{t('recut.noneText')}</p>
        </EmptyState>
      ) : formers ? (
        // What is sent back can hold other values than what stands in the fields: a pasted list fills the table.
        <SecondStep
          key={JSON.stringify(actionData ?? '')}
          formers={formers}
          asked={asked}
          own={own}
          answer={actionData}
        />
      ) : (
        <ChooseAreas groups={groups} chosen={asked.keys} day={asked.day} errors={say(problems)} back={own} />
      )}
    </Page>
  )
}

type SecondStepProps = {
  formers: NonNullable<Route.ComponentProps['loaderData']['formers']>
  asked: Route.ComponentProps['loaderData']['asked']
  own: string
  answer: Answer | undefined
}

function SecondStep({ formers, asked, own, answer: said }: SecondStepProps) {
  const { t } = useTranslation('places')
  const say = useProblems()
  const typed = said?.typed ?? emptyRecut(formers.length, asked.day)
  const [live, setLive] = useState(typed)
  const preview = said?.preview
  const lines = (said?.lines ?? []).map(({ line, kind, parameters }) => ({
    field: 'list',
    message: t(`recut.listProblem.${kind}`, {
      line,
      name: '',
      text: '',
      former: '',
      most: '',
      ...parameters,
    }),
  }))
  const errors = [...say(said?.problems ?? []), ...lines]
  const again = new URLSearchParams([...asked.keys.map((key) => ['raum', key]), ['tag', asked.day]])
  const form = (
    <Form
      method="post"
      noValidate
      className="ll-form places-recut-form"
      onInput={(event) => setLive(readTypedRecut(new FormData(event.currentTarget), formers.length))}
    >
      <ErrorSummary errors={errors} />
      {/* The first button is pressed by the Enter key: it must not do what nobody has looked at. */}
      <button type="submit" name="intent" value="preview" hidden>
        {t('recut.preview')}
      </button>
      {preview ? (
        <>
          <input type="hidden" name="mark" value={preview.mark} />
          <Actions>
            <Button name="intent" value="apply">
              {t('recut.apply')}
            </Button>
          </Actions>
        </>
      ) : null}
      <p>
        {t('recut.chosen')}: {formers.map(({ name }) => name).join(', ')}.{' '}
        <TextLink to={`?${again}`}>{t('recut.chooseOthers')}</TextLink>
      </p>
      <RecutFields formers={formers} typed={typed} live={live} errors={errors} />
      <Actions>
        <Button kind={preview ? 'secondary' : 'primary'} name="intent" value="preview">
          {t('recut.preview')}
        </Button>
        <ButtonLink to={own} kind="tertiary">
          {t('keeping.form.cancel')}
        </ButtonLink>
      </Actions>
    </Form>
  )
  // Print leaves forms out; what was looked at before deciding is to be printed.
  return (
    <>
      {preview ? <RecutPreview {...preview} /> : null}
      {form}
    </>
  )
}
