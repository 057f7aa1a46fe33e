import type { Field } from '../columns/fields.ts'
import { foldHeader } from '../columns/fold-header.ts'
import { knownHeader } from '../columns/known-headers.ts'
import type { Shape } from './shape.ts'

/** One thing that a signature needs. @returns what satisfies it, as people see it; null when nothing does. */
export type Need = (shape: Shape) => string | null

/** One of these headers. */
export function header(...names: string[]): Need {
  const folded = names.map((name) => foldHeader(name).name)
  return ({ headers }) => {
    const found = folded.find((name) => headers.has(name))
    return found === undefined ? null : (headers.get(found) ?? null)
  }
}

/** A header of one of these fields. */
export function field(...fields: Field[]): Need {
  return ({ headers }) => {
    for (const [name, written] of headers) {
      const known = knownHeader(name)
      if (known && fields.includes(known.field)) return written
    }
    return null
  }
}

/** A column of designators that holds some. */
export const designators: Need = ({ headers, filled }) => {
  for (const name of filled) {
    if (knownHeader(name)?.field === 'designators' || isBoardPart(name, headers)) return headers.get(name) ?? null
  }
  return null
}

/** Board editors name the designators `Part`, beside a device and a package. */
function isBoardPart(name: string, headers: ReadonlyMap<string, string>): boolean {
  return name === 'part' && headers.has('value') && (headers.has('device') || headers.has('library'))
}

/** The name of the file has this form. */
export function named(pattern: RegExp): Need {
  return ({ fileName }) => (pattern.test(fileName) ? fileName : null)
}

/** A line before the table has this form. */
export function before(pattern: RegExp): Need {
  return ({ preamble }) => pattern.exec(preamble)?.[0] ?? null
}

export function either(...needs: Need[]): Need {
  return (shape) => {
    for (const need of needs) {
      const found = need(shape)
      if (found !== null) return found
    }
    return null
  }
}

/** Holds where the need does not; it decides without being a reason. */
export function not(need: Need): Need {
  return (shape) => (need(shape) === null ? '' : null)
}
