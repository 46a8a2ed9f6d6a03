import type { Qr } from './qr.ts'
import './signIn.css'

/** Dark on white whatever the page looks like: apps read nothing else. */
export function QrCode({ qr, label }: { qr: Qr; label: string }) {
  return (
    <svg
      className="sign-in-qr"
      viewBox={`0 0 ${qr.size} ${qr.size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <title>{label}</title>
      <rect width={qr.size} height={qr.size} fill="#fff" />
      <path d={qr.path} fill="#000" />
    </svg>
  )
}
