import { encode } from 'uqr'

/** A QR code as one path of unit squares, with the white border of four modules that ISO/IEC 18004 asks for. */
export type Qr = { readonly size: number; readonly path: string }

export function drawQr(text: string): Qr {
  const { size, data } = encode(text, { ecc: 'M', border: 4 })
  const path = data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('')
  return { size, path }
}
