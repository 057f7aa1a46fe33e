import { randomInt } from 'node:crypto'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const KEY_LENGTH = 4

/** Proposes keys for new parts. */
export type KeyGenerator = () => string

/** Four letters, each of the 26^4 keys as likely as any other. */
export const randomKey: KeyGenerator = () =>
  Array.from({ length: KEY_LENGTH }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('')
