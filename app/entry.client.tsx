import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { HydratedRouter } from 'react-router/dom'
import { i18nFor, isLanguage } from './texts/i18n.ts'
import { waitForConnection } from './ui/connection.ts'

const language = isLanguage(document.documentElement.lang) ? document.documentElement.lang : 'de'

waitForConnection()

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <I18nextProvider i18n={i18nFor(language)}>
        <HydratedRouter />
      </I18nextProvider>
    </StrictMode>,
  )
})
