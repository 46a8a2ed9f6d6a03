import { keyedHash } from '../secretBox.server.ts'

/** Tells whether two installations have the same secret, without telling anything about it. */
export const secretFingerprint = (): string => keyedHash('fingerprint', 'backup')
