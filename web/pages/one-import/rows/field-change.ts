import type { Import } from '../../../api/queries/imports.ts'

/** One of several places with its pieces: `7-12 × 20`. */
const SHARE = /^(\d{1,6})\s*[-/]\s*(\d{1,6})\s*[x×*]\s*(\d{1,9})$/i

/** Several places that a person has written, such as `7-12 × 20, 7-13 × 5`; null when it is one place, or none. */
function sharesOf(text: string): { box_no: number; loc_no: number; qty: number }[] | null {
  const matches = text.split(/[,;]/).map((piece) => SHARE.exec(piece.trim()))
  const shares = matches.map((match) => ({
    box_no: Number(match?.[1]),
    loc_no: Number(match?.[2]),
    qty: Number(match?.[3]),
  }))
  return matches.every((match) => match !== null) ? shares : null
}

/** A typed value of a field as the service takes it; without a text the one of the file holds again. */
export function fieldChange({ kind }: Import, field: string, text: string): Record<string, unknown> {
  if (text === '') return { [field]: null }
  // Only what is received may go into several slots at once.
  const shares = field === 'place' && kind === 'order' ? sharesOf(text) : null
  return { [field]: shares ?? text }
}
