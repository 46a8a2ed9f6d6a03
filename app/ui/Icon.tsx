const icons = {
  account: 'account-circle',
  add: 'add',
  'arrow-back': 'arrow-back',
  'arrow-down': 'arrow-down',
  'arrow-forward': 'arrow-forward',
  'arrow-up': 'arrow-up',
  check: 'check',
  close: 'close',
  delete: 'delete',
  download: 'download',
  edit: 'edit',
  error: 'danger',
  info: 'info',
  language: 'language',
  logout: 'logout',
  menu: 'dehaze',
  next: 'chevron-right',
  previous: 'chevron-left',
  search: 'search',
  success: 'success',
  upload: 'drive-folder-upload',
  warning: 'warning',
} as const

export type IconName = keyof typeof icons

/** Decoration only: what it means always stands beside it in words. */
export function Icon({ name, size = 'default' }: { name: IconName; size?: 'small' | 'default' | 'large' }) {
  return <span className={`kern-icon kern-icon--${icons[name]} kern-icon--${size}`} aria-hidden="true" />
}
