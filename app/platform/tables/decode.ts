import { isAscii } from 'node:buffer'
import { FileRefused } from './refusal.ts'

export type Encoding = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be'

/** Bytes that Windows-1252 leaves undefined; they stand for letters in older code pages (0x81 is "ü" in CP850). */
const undefinedInWindows = /[\u0081\u008d\u008f\u0090\u009d]/

/** UTF-8 if the bytes are valid as such (where more follow, a character may be cut at the end); else Windows-1252. */
function guessEncoding(bytes: Uint8Array, more: boolean): Encoding {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: more })
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}

function byteOrderMark(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

/** Bytes at the end that may be the begin of a character: one to three, all above 127. */
function openEnd(bytes: Uint8Array): number {
  let length = 0
  while (length < 3 && length < bytes.length && bytes[bytes.length - 1 - length]! > 127) length += 1
  return length
}

/**
 * Turns bytes into text, chunk by chunk, without a byte order mark. The encoding is settled at the first character that
 * is not ASCII; text that later contradicts it is refused rather than read wrongly. `row` tells where, for the message.
 */
export class TextReader {
  #encoding: Encoding | undefined
  #decoder: TextDecoder | undefined
  #begun = false
  /** Bytes that don't settle the encoding alone: an opening shorter than a mark, a character cut at the end of a chunk. */
  #held: Uint8Array = new Uint8Array(0)

  get encoding(): Encoding {
    return this.#encoding ?? 'utf-8'
  }

  /** The text of the next bytes; throws `FileRefused` where they don't fit the encoding. */
  read(bytes: Uint8Array, row: number): string {
    const whole = this.#held.length > 0 ? Buffer.concat([this.#held, bytes]) : bytes
    this.#held = new Uint8Array(0)
    if (!this.#begun) {
      if (whole.length < 3) {
        this.#held = whole
        return ''
      }
      this.#begun = true
      this.#encoding = byteOrderMark(whole)
    }
    if (this.#encoding === undefined) {
      const settled = whole.subarray(0, whole.length - openEnd(whole))
      if (isAscii(settled)) {
        this.#held = whole.subarray(settled.length)
        return Buffer.from(settled).toString('latin1')
      }
      this.#encoding = guessEncoding(whole, true)
    }
    return this.#decode(whole, row, true)
  }

  end(row: number): string {
    if (this.#encoding === undefined && this.#held.length > 0) {
      this.#encoding = byteOrderMark(this.#held) ?? guessEncoding(this.#held, false)
    }
    return this.#encoding === undefined ? '' : this.#decode(this.#held, row, false)
  }

  #decode(bytes: Uint8Array, row: number, more: boolean): string {
    this.#decoder ??= new TextDecoder(this.encoding, { fatal: true })
    let text: string
    try {
      text = this.#decoder.decode(bytes, { stream: more })
    } catch {
      throw new FileRefused({ refused: 'mixed-encoding', row })
    }
    if (this.#encoding === 'windows-1252' && undefinedInWindows.test(text)) {
      throw new FileRefused({ refused: 'unknown-encoding' })
    }
    return text
  }
}
