import { useTranslation } from 'react-i18next'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { Facts } from '#app/ui/Facts.tsx'
import { useLanguage } from '#app/ui/language.ts'
import { Notice } from '#app/ui/Notice.tsx'
import { Section } from '#app/ui/Page.tsx'
import { DifferencesSection } from './differences/DifferencesSection.tsx'
import { FindingsList } from './findings/FindingsList.tsx'
import { useBack } from './formBack.ts'
import { type Choices, LayoutForm } from './LayoutForm.tsx'
import { LifeActions } from './life/LifeActions.tsx'
import type { DeliveryState } from './life/life.ts'
import { PlaceNamesForm } from './PlaceNamesForm.tsx'
import { PreviewTable } from './PreviewTable.tsx'
import type { PreviewView } from './previewView.ts'
import { OriginsTable } from './profiles/OriginsTable.tsx'
import { ProfileNotice } from './profiles/ProfileNotice.tsx'
import { ProposalsSection } from './proposals/ProposalsSection.tsx'

type PreviewProps = {
  delivery: { readonly id: number; readonly fileName: string; readonly state: DeliveryState }
  preview: PreviewView
  choices: Choices
  may: { readonly accept: boolean; readonly deliver: boolean; readonly define: boolean }
  /** Questions that nobody has answered: who releases all the same says why. */
  openQuestions?: number
}

/**
 * What a file would do, before anything is stored: the decision on top, what has to be settled, the table, the mapping.
 * The forms begin anew with every reading: what was chosen in a former one means something else by position.
 */
export function Preview({ delivery, preview, choices, may, openQuestions = 0 }: PreviewProps) {
  const { t } = useTranslation('figures')
  const { hasErrorIn } = useBack()
  // What was handed in changes no more, unless it is returned.
  const isDraft = delivery.state === 'draft'
  return (
    <>
      <Decision delivery={delivery} preview={preview} may={may} openQuestions={openQuestions} />
      {preview.problems.length > 0 ? <Problems preview={preview} /> : null}
      {isDraft && preview.places.length > 0 ? (
        <Section title={t('preview.places')} lead={<p>{t('preview.placesLead')}</p>} id="orte">
          <PlaceNamesForm key={preview.seen} preview={preview} choices={choices} />
        </Section>
      ) : null}
      {preview.proposals.series.length > 0 ? (
        <ProposalsSection
          key={preview.seen}
          seen={preview.seen}
          proposals={preview.proposals}
          families={choices.families}
          isOpen={isDraft}
          mayCreate={may.accept && may.define}
        />
      ) : null}
      {preview.profile ? <ProfileNotice use={preview.profile} /> : null}
      {preview.doubts.length > 0 ? (
        <Section title={t('preview.doubts')} id="hinsehen">
          <ul className="ll-list">
            {preview.doubts.map((doubt) => (
              <li key={doubt}>{doubt}</li>
            ))}
          </ul>
        </Section>
      ) : null}
      {isDraft && preview.findings.length > 0 ? (
        <Section title={t('sheet.findings')} lead={<p>{t('sheet.findingsLead')}</p>} id="hinweise">
          <FindingsList findings={preview.findings} base="" />
        </Section>
      ) : null}
      {preview.differences ? <DifferencesSection differences={preview.differences} /> : null}
      <Section title={t('preview.table')} lead={<p>{t('preview.tableLead')}</p>} id="vorschau">
        <PreviewTable fileName={delivery.fileName} table={preview.table} />
      </Section>
      {isDraft ? (
        <Section title={t('preview.mapping')} lead={<p>{t('preview.mappingLead')}</p>} id="zuordnung">
          <OriginsTable origins={preview.origins} />
          <Disclosure summary={t('preview.mappingShow')} open={preview.facts === 0 || hasErrorIn('t')}>
            <LayoutForm key={preview.seen} preview={preview} choices={choices} />
          </Disclosure>
        </Section>
      ) : null}
    </>
  )
}

function Decision({
  delivery,
  preview,
  may,
  openQuestions,
}: Pick<PreviewProps, 'delivery' | 'preview' | 'may' | 'openQuestions'>) {
  const { t } = useTranslation('figures')
  const language = useLanguage()
  const number = (value: number) => value.toLocaleString(language === 'en' ? 'en-GB' : 'de-DE')
  const title = preview.isReady
    ? t('preview.ready', { count: preview.facts })
    : preview.problemCount > 0
      ? t('preview.problems', { count: preview.problemCount })
      : t('preview.nothing')
  return (
    <Section title={t('preview.title')} id="entscheidung">
      <Notice kind={preview.isReady ? 'success' : 'warning'} title={title} />
      <Facts
        items={[
          { term: t('preview.facts.form'), value: preview.form },
          { term: t('preview.facts.rows'), value: number(preview.rows) },
          { term: t('preview.facts.figures'), value: number(preview.facts) },
          {
            term: t('preview.facts.series'),
            value: preview.series.map(({ name, count }) => `${name} (${number(count)})`).join(', '),
          },
          { term: t('preview.facts.periods'), value: preview.periods.join(', ') },
          {
            term: t('preview.facts.empty'),
            value: preview.empty > 0 ? t('preview.facts.emptyMeans', { count: preview.empty }) : undefined,
          },
        ]}
      />
      <LifeActions
        key={preview.seen}
        seen={preview.seen}
        state={delivery.state}
        isReady={preview.isReady}
        may={may}
        openQuestions={openQuestions ?? 0}
        proposals={preview.proposals}
        remember={preview.remember}
      />
    </Section>
  )
}

function Problems({ preview }: { preview: PreviewView }) {
  const { t } = useTranslation('figures')
  return (
    <Section title={t('preview.problems', { count: preview.problemCount })} id="klaeren">
      {preview.problems.length < preview.problemCount ? (
        <p>{t('preview.problemsMore', { shown: preview.problems.length, count: preview.problemCount })}</p>
      ) : null}
      <ul className="ll-list">
        {preview.problems.map(({ cell, sentence }) => (
          <li key={`${cell} ${sentence}`}>
            <strong>{t('preview.atCell', { cell })}</strong>: {sentence}
          </li>
        ))}
      </ul>
    </Section>
  )
}
