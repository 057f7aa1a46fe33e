import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Effect } from '../operations/operation.ts'
import { type PartEdit, PartEditSchema } from './schemas.ts'

/** The name under which the effect is registered. */
export const PART_EDIT = 'part-edit'

const DetailSchema = Type.Object({ parts: Type.Array(PartEditSchema) })

/** What an operation does that edits parts. */
export function editEffect(parts: readonly PartEdit[]): Effect {
  return { kind: PART_EDIT, detail: { parts } }
}

/** The edits that the detail of such an operation names. */
export function editsOfDetail(detail: unknown): PartEdit[] {
  return Value.Parse(DetailSchema, detail).parts
}
