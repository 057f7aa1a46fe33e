import type { Field } from '../columns/fields.ts'
import { type ImportKind, KIND_FIELDS } from '../kinds.ts'
import type { OptionsOfFile } from '../read-result.ts'
import type { Shape } from './shape.ts'
import { GENERIC_LIST, SIGNATURES, type Signature } from './signatures.ts'

/** The kind of a file, and how sure that is. */
export interface RecognisedKind {
  kind: ImportKind | null
  seller: string | null
  /** 0..1 */
  confidence: number
  /** Which headers decided. */
  reasons: string[]
  options: OptionsOfFile
}

const REQUIRED_SHARE = 0.7
const OPTIONAL_SHARE = 0.3

/**
 * The kind whose signature fits best. A list of parts is what is left where there are parts and quantities, or places.
 *
 * @returns a kind of null when nothing fits: a person has to say it.
 */
export function recogniseKind(shape: Shape): RecognisedKind {
  const [best] = SIGNATURES.flatMap((signature) => rate(signature, shape)).sort(
    (a, b) => b.confidence - a.confidence || b.needs - a.needs,
  )
  const found = best ?? rate(GENERIC_LIST, shape)[0]
  if (found === undefined) return { kind: null, seller: null, confidence: 0, reasons: [], options: {} }
  const { needs: _, ...kind } = found
  return kind
}

function rate({ kind, seller, needs, options = {} }: Signature, shape: Shape) {
  const found = needs.map((need) => need(shape))
  if (found.includes(null)) return []
  const reasons = found.filter((reason): reason is string => reason !== null && reason !== '')
  const all = KIND_FIELDS[kind]
  const present = all.filter((field: Field) => shape.fields.has(field)).length
  const confidence = round(REQUIRED_SHARE + (OPTIONAL_SHARE * present) / all.length)
  return [{ kind, seller, confidence, reasons, options, needs: reasons.length }]
}

function round(share: number): number {
  return Math.round(share * 1000) / 1000
}
