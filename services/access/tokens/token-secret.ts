import { randomInt } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { ACCESS_TOKEN_PREFIX } from '../../../plugins/auth/bearer.ts'

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** 238 bits. */
const RANDOM_LENGTH = 40
/** A checksum of 32 bits in base 62. */
const CHECKSUM_LENGTH = 6

function checksum(text: string): string {
  let rest = crc32(text)
  let digits = ''
  for (let i = 0; i < CHECKSUM_LENGTH; i++) {
    digits = `${DIGITS[rest % DIGITS.length] ?? ''}${digits}`
    rest = Math.floor(rest / DIGITS.length)
  }
  return digits
}

/**
 * The secret of a new access token: `inv_`, 40 random characters, and a checksum of 6, by which programs that search for
 * secrets know it.
 */
export function newTokenSecret(): string {
  const random = Array.from({ length: RANDOM_LENGTH }, () => DIGITS[randomInt(DIGITS.length)]).join('')
  return `${ACCESS_TOKEN_PREFIX}${random}${checksum(random)}`
}

/** Whether a text has the form and the checksum of a token. Others are refused without asking the database. */
export function isTokenSecret(text: string): boolean {
  const random = text.slice(ACCESS_TOKEN_PREFIX.length, ACCESS_TOKEN_PREFIX.length + RANDOM_LENGTH)
  return /^[0-9A-Za-z]{40}$/.test(random) && text === `${ACCESS_TOKEN_PREFIX}${random}${checksum(random)}`
}
