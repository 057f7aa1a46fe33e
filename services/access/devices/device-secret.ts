import { randomBytes } from 'node:crypto'

const SECRET_BYTES = 32
/** 32 bytes in base64url. */
const FORM = /^[\w-]{43}$/

/** The secret of a new device. */
export function newDeviceSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url')
}

/** Whether a text has the form of such a secret. Others are refused without asking the database. */
export function isDeviceSecret(text: string): boolean {
  return FORM.test(text)
}
