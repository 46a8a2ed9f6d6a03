import { type FileLook, type FileRefusal, fileLimits } from './refusal.ts'

export type FileForm = 'csv' | 'workbook'

const magic: readonly (readonly [FileLook, readonly number[]])[] = [
  ['image', [0x89, 0x50, 0x4e, 0x47]],
  ['image', [0xff, 0xd8, 0xff]],
  ['image', [0x47, 0x49, 0x46, 0x38]],
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['archive', [0x1f, 0x8b]],
  ['archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['archive', [0x52, 0x61, 0x72, 0x21]],
]
const zip = [0x50, 0x4b, 0x03, 0x04]
const emptyZip = [0x50, 0x4b, 0x05, 0x06]
/** Compound file of old Office programmes; a workbook with a password is wrapped in one, too (MS-OFFCRYPTO). */
const compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte)
}

function hasByteOrderMark(head: Uint8Array): boolean {
  return (
    startsWith(head, [0xef, 0xbb, 0xbf]) || startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff])
  )
}

/** Whether an ASCII text stands somewhere in the bytes as UTF-16 (as names in a compound file do). */
function holdsWideText(bytes: Uint8Array, text: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(text, 'utf16le'))
}

function looksBinary(head: Uint8Array): boolean {
  let odd = 0
  for (const byte of head) {
    if (byte === 0) return true
    if (byte < 9 || (byte > 13 && byte < 32)) odd += 1
  }
  return odd * 100 > head.length
}

/**
 * What a file is, by its first bytes (64 KB are enough, all of it if smaller), whatever its name says.
 * `size` in bytes.
 */
export function sniffFile(head: Uint8Array, size: number): FileForm | FileRefusal {
  if (size === 0) return { refused: 'empty' }
  if (startsWith(head, compound)) {
    return { refused: holdsWideText(head, 'EncryptedPackage') ? 'password-protected' : 'old-excel' }
  }
  if (startsWith(head, zip) || startsWith(head, emptyZip)) {
    return size > fileLimits.workbookBytes ? tooLarge(fileLimits.workbookBytes) : 'workbook'
  }
  const known = magic.find(([, start]) => startsWith(head, start))
  if (known) return { refused: 'not-a-table', looksLike: known[0] }
  if (!hasByteOrderMark(head) && looksBinary(head)) return { refused: 'not-a-table', looksLike: 'binary' }
  const opening = Buffer.from(head.subarray(0, 512)).toString('latin1').trimStart().toLowerCase()
  if (/^(?:ï»¿)?\s*(?:<!doctype html|<html|<table|<\?xml)/.test(opening)) {
    return { refused: 'not-a-table', looksLike: 'web-page' }
  }
  return size > fileLimits.csvBytes ? tooLarge(fileLimits.csvBytes) : 'csv'
}

function tooLarge(limit: number): FileRefusal {
  return { refused: 'too-large', limitMegabytes: limit / 1024 / 1024 }
}
