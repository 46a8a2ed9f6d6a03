/** NIST SP 800-63B-4 and OWASP ASVS 2.1: length counts, no rules about kinds of characters. In characters after NFC. */
export const passwordLength = { least: 12, most: 200 } as const
