import { INT4_MAX } from '../plugins/int4.ts'

/** A whole number from 1 on, as ids and counts are. @returns null for any other text. */
export function readNumber(text: string | undefined): number | null {
  if (text === undefined || !/^[1-9]\d{0,9}$/.test(text)) return null
  const number = Number(text)
  return number <= INT4_MAX ? number : null
}
