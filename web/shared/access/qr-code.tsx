import { encode } from 'uqr'
import classes from './qr-code.module.css'

/** Light modules around a code, which scanners want. */
const QUIET_ZONE = 3

interface QrCodeProps {
  text: string
  /** Spoken description. The text itself may be a secret. */
  label: string
}

/** A text as a QR code, dark on light in both themes: cameras read it best so. */
export function QrCode({ text, label }: QrCodeProps) {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_ZONE })
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <svg className={classes.code} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path d={path} />
    </svg>
  )
}
