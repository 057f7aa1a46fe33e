import { randomBytes, randomInt } from 'node:crypto'

/** Digits and capital letters without those that look alike: 0 and O, 1, I and L. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const TYPED_LENGTH = 8
const LINK_BYTES = 20
const WAIT_BYTES = 32

/** A code of 160 bits, for a link. */
export function newLinkCode(): string {
  return randomBytes(LINK_BYTES).toString('base64url')
}

/** A code of 8 characters that people can type. */
export function newTypedCode(): string {
  return Array.from({ length: TYPED_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}

/** What a device shows that waits for its approval. */
export function newWaitToken(): string {
  return randomBytes(WAIT_BYTES).toString('base64url')
}

/** A typed code as people read it: `ABCD-EFGH`. */
export function showTypedCode(code: string): string {
  return `${code.slice(0, TYPED_LENGTH / 2)}-${code.slice(TYPED_LENGTH / 2)}`
}

/** A code as somebody has sent it. */
export interface SentCode {
  kind: 'link' | 'typed'
  code: string
}

/**
 * Reads a code: of a whole link, what stands after `#`; a typed code in any case, with blanks and hyphens anywhere.
 */
export function readCode(text: string): SentCode {
  const code = text.slice(text.lastIndexOf('#') + 1).trim()
  const typed = code.replace(/[\s-]/g, '').toUpperCase()
  return typed.length === TYPED_LENGTH ? { kind: 'typed', code: typed } : { kind: 'link', code }
}
