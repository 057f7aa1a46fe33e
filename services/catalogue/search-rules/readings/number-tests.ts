import { bareNumber, deviceOf, normalisePartNumber } from '../../part-identity/part-number.ts'
import { encodeNumber, encodeWritten, LONGEST_PART, lengthOfCode, openEnd } from '../numbers/encode-number.ts'
import { globOf } from '../numbers/glob.ts'
import type { Test } from './test.ts'

/** The token of a whole number of a part. */
export function numberToken(code: string): string {
  return `n:${code}`
}

/** The token of what follows a place inside of a number. */
export function numberPartToken(code: string): string {
  return `s:${code}`
}

/** The token of a number that a text mentions, or of what follows a place inside of it. */
export function mentionToken(code: string): string {
  return `d:${code}`
}

/** The token of a whole piece of a number. */
export function numberPieceToken(piece: string): string {
  return `i:${piece}`
}

/** The token of what all variants of a device have in common. */
export function familyToken(device: string): string {
  return `f:${device}`
}

function mayBegin(code: string): boolean {
  return lengthOfCode(code) >= (/\d/.test(code) ? 2 : 3)
}

function mayStandInside(code: string): boolean {
  const length = lengthOfCode(code)
  return length >= (/\d/.test(code) ? 3 : 4) && length <= LONGEST_PART
}

/** Tests for a number that goes on behind what was typed; weaker when it goes on within digits. */
function goingOn(code: string, token: (code: string) => string, kind: 'number_start' | 'number_part'): Test[] {
  const between: Test = { on: 'prefix', prefix: token(code), kind, strength: 'whole' }
  const inDigits: Test = { on: 'prefix', prefix: token(openEnd(code)), kind, strength: 'start' }
  return code.endsWith('.') ? [between, inDigits] : [between]
}

/** Tests for a number that begins with a code. */
export function numberStartTests(code: string): Test[] {
  return mayBegin(code) ? goingOn(code, numberToken, 'number_start') : []
}

/** Tests for a number that has a code inside. */
export function numberPartTests(code: string): Test[] {
  return mayStandInside(code) ? goingOn(code, numberPartToken, 'number_part') : []
}

/** Tests for a text that mentions a number which is, begins with or contains a code. */
function mentionTests(code: string): Test[] {
  return mayStandInside(code) ? goingOn(code, mentionToken, 'number_part') : []
}

/** Tests for the same number, packing marks aside. */
export function sameNumberTests(written: string): Test[] {
  const forms = [...new Set([bareNumber(written), normalisePartNumber(written)])].filter((bare) => bare !== '')
  return forms.map((bare) => ({
    on: 'token',
    token: numberToken(encodeNumber(bare)),
    kind: 'number',
    strength: 'equal',
  }))
}

/** Shorter numbers of sellers are not looked for. */
const SHORTEST_SELLER_NUMBER = 4

/** Tests for a part that a seller knows by this number. */
export function sellerNumberTests(written: string): Test[] {
  const number = bareNumber(written)
  if (number.length < SHORTEST_SELLER_NUMBER || !/\d/.test(number)) return []
  return [{ on: 'seller_number', number, kind: 'number', strength: 'equal' }]
}

/** Tests for a number that is, begins with or contains what was typed. */
export function numberTests(written: string): Test[] {
  const code = encodeNumber(bareNumber(written))
  if (code === '') return []
  const inside = encodeWritten(written)
  return [...sameNumberTests(written), ...numberStartTests(code), ...numberPartTests(inside), ...mentionTests(inside)]
}

/** Tests for a number of which a whole piece is what was typed. */
export function numberPieceTests(written: string): Test[] {
  const piece = written.toUpperCase()
  if (!/^[A-Z0-9.]+$/.test(piece)) return []
  return [{ on: 'token', token: numberPieceToken(piece), kind: 'number_part', strength: 'whole' }]
}

/** Tests for a number with `*`; empty when the text is none. */
export function globTests(written: string): Test[] {
  const glob = globOf(written)
  return glob === null ? [] : [{ on: 'glob', glob, kind: 'number', strength: 'equal' }]
}

/** Tests for another variant of the same device. */
export function familyTests(written: string): Test[] {
  const device = deviceOf(written)
  return device === null ? [] : [{ on: 'token', token: familyToken(device), kind: 'family', strength: 'family' }]
}
