import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Effect } from '../operations/operation.ts'

/** The name under which the effect is registered. */
export const PART_DELETION = 'part-deletion'

const DetailSchema = Type.Object({
  part_key: Type.String(),
  action: Type.Union([Type.Literal('delete'), Type.Literal('restore')]),
})
type Detail = Type.Static<typeof DetailSchema>

/** What an operation does that deletes a part, or brings one back. */
export function deletionEffect(action: Detail['action'], partKey: string): Effect {
  return { kind: PART_DELETION, detail: { part_key: partKey, action } satisfies Detail }
}

/** What the detail of such an operation says. */
export function detailOfDeletion(detail: unknown): Detail {
  return Value.Parse(DetailSchema, detail)
}
