import { useTranslation } from 'react-i18next'
import { Form } from 'react-router'
import { Actions, Button } from '#app/ui/Button.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { SelectField } from '#app/ui/fields.tsx'
import type { Choices } from './LayoutForm.tsx'
import { placeChoices } from './layoutInput.ts'
import type { PreviewView } from './previewView.ts'
import { SeenField } from './seen/SeenField.tsx'

type Name = PreviewView['places'][number] & { readonly index: number }

/** How each name in the file is understood: what has to be confirmed first, the rest to be looked through. */
export function PlaceNamesForm({ preview, choices }: { preview: PreviewView; choices: Choices }) {
  const { t } = useTranslation('figures')
  const names = preview.places.map((place, index): Name => ({ ...place, index }))
  const isOpen = ({ confidence }: Name) => ['similar', 'ambiguous', 'unknown'].includes(confidence)
  const settled = names.filter((name) => !isOpen(name))
  return (
    <Form method="post" noValidate className="ll-form">
      <SeenField seen={preview.seen} />
      {names.filter(isOpen).map((name) => (
        <NameField key={name.text} name={name} choices={choices} />
      ))}
      {settled.length > 0 ? (
        <Disclosure summary={t('preview.placesSettled', { count: settled.length })}>
          {settled.map((name) => (
            <NameField key={name.text} name={name} choices={choices} />
          ))}
        </Disclosure>
      ) : null}
      <Actions>
        <Button kind="secondary" name="intent" value="layout">
          {t('preview.placesSave')}
        </Button>
      </Actions>
    </Form>
  )
}

function NameField({ name, choices }: { name: Name; choices: Choices }) {
  const { t } = useTranslation('figures')
  const { text, place, confidence, index } = name
  return (
    <SelectField
      name={`match-${index}`}
      label={t('preview.placeFor', { text })}
      hint={t(`preview.confidence.${confidence}`)}
      placeholder={t('preview.placeUnknown')}
      options={[{ value: placeChoices.leaveOut, label: t('preview.placeLeaveOut') }, ...choices.places]}
      defaultValue={confidence === 'confirmed' && place === '' ? placeChoices.leaveOut : place}
    />
  )
}
