import { useTranslation } from 'react-i18next'
import { Form } from 'react-router'
import { Actions, Button } from '#app/ui/Button.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { TextArea } from '#app/ui/fields.tsx'
import { useBack } from '../formBack.ts'
import { RememberField } from '../profiles/RememberField.tsx'
import { ConfirmCreation } from '../proposals/ProposalsSection.tsx'
import type { ProposalsView } from '../proposals/view.ts'
import { SeenField } from '../seen/SeenField.tsx'
import type { DeliveryState } from './life.ts'

type LifeActionsProps = {
  readonly seen: string
  readonly state: DeliveryState
  /** Nothing is left to be settled, so that the delivery can go on. */
  readonly isReady: boolean
  readonly may: { readonly accept: boolean; readonly deliver: boolean }
  readonly openQuestions: number
  /** What the release would create. */
  readonly proposals: ProposalsView
  /** Whether the release remembers how the file was read. */
  readonly remember: boolean
}

/** The next steps of a delivery that isn't released yet: each person sees those that are theirs. */
export function LifeActions({
  seen,
  state,
  isReady,
  may,
  openQuestions,
  proposals,
  remember,
}: LifeActionsProps) {
  const { t } = useTranslation('figures')
  const { field } = useBack()
  const isDraft = state === 'draft'
  if (!isDraft && !may.accept) return <p>{t('life.waitsForCheck')}</p>
  return (
    <>
      {isReady ? <p>{t(may.accept ? 'life.releaseMeans' : 'life.deliverMeans')}</p> : null}
      <Form method="post" className="ll-form">
        <SeenField seen={seen} />
        {isReady && may.accept && state !== 'checked' && openQuestions > 0 ? (
          <TextArea
            {...field('reason', '')}
            label={t('life.reasonWhy', { count: openQuestions })}
            hint={t('life.reasonHint')}
            rows={2}
          />
        ) : null}
        {isReady && may.accept && proposals.created > 0 ? <ConfirmCreation proposals={proposals} /> : null}
        {isReady && may.accept ? <RememberField remember={remember} /> : null}
        <Actions>
          {isReady && may.accept ? (
            <Button name="intent" value="accept" icon="check">
              {t(state === 'checked' ? 'life.release' : 'life.releaseAtOnce')}
            </Button>
          ) : null}
          {isReady && state === 'delivered' ? (
            <Button kind="secondary" name="intent" value="check">
              {t('life.check')}
            </Button>
          ) : null}
          {isReady && isDraft && may.deliver ? (
            <Button kind={may.accept ? 'secondary' : 'primary'} name="intent" value="deliver" icon="check">
              {t('life.deliver')}
            </Button>
          ) : null}
          <Button kind="secondary" name="intent" value="discard" icon="delete">
            {t('life.discard')}
          </Button>
        </Actions>
        <p className="ll-muted">{t('life.discardMeans')}</p>
      </Form>
      {isDraft ? null : <ReturnForm />}
    </>
  )
}

function ReturnForm() {
  const { t } = useTranslation('figures')
  return (
    <Disclosure summary={t('life.returnTitle')}>
      <Form method="post" className="ll-form">
        <p>{t('life.returnLead')}</p>
        <TextArea name="note" label={t('life.request')} hint={t('life.requestHint')} rows={3} />
        <Actions>
          <Button kind="secondary" name="intent" value="return">
            {t('life.return')}
          </Button>
        </Actions>
      </Form>
    </Disclosure>
  )
}
