import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { isWaiting, onWaiting } from './connection.ts'
import { Icon } from './Icon.tsx'

/** Says that what was sent waits for the connection; stands at the foot of the screen until somebody answers. */
export function ConnectionNotice() {
  const { t } = useTranslation('ui')
  const waits = useSyncExternalStore(onWaiting, isWaiting, () => false)
  return (
    <div className="ll-connection" role="status">
      {waits ? (
        <p className="ll-connection__text">
          <Icon name="warning" size="large" />
          <span>
            <strong>{t('connection.title')}</strong> {t('connection.text')}
          </span>
        </p>
      ) : null}
    </div>
  )
}
