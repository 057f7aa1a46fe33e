import { lookOf } from './visible-name.ts'

/** A name as it is stored: without blanks at its ends, composed. */
export function tidyName(name: string): string {
  return name.normalize('NFC').trim()
}

/** What two names have in common that people take for one: neither case nor the form of their letters counts. */
export function foldName(name: string): string {
  return tidyName(name).normalize('NFKC').toLowerCase().replace(/\s+/g, ' ')
}

/** What stands in place of the name of a person who is forgotten. */
export function formerName(id: number): string {
  return `former person ${id}`
}

/** Whether a name can be that of somebody who is forgotten. Nobody else has such a one. */
export function isFormerName(name: string): boolean {
  return /^former person \d+$/.test(lookOf(foldName(name)))
}

/** Whether people would take one name for the other. */
export function lookAlike(a: string, b: string): boolean {
  return lookOf(foldName(a)) === lookOf(foldName(b))
}
