import { Type } from 'typebox'
import { RequestValidationError } from '../plugins/errors/validation-error.ts'
import type { PartReference } from '../services/catalogue/parts/part-reference.ts'
import { Int32, Nullable } from '../services/schema-types.ts'

/** The two fields of a body that name a part; one of them is given. */
export const partReferenceFields = {
  part_id: Type.Optional(Nullable(Int32({ description: 'The id of the part; required unless part_key is given' }))),
  part_key: Type.Optional(
    Nullable(Type.String({ minLength: 1, description: 'The key of the part, instead of part_id' })),
  ),
}

/** A field that is null is not given: clients with typed models send all of theirs. */
function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined
}

/** @throws RequestValidationError unless exactly one of the two is given. */
export function toPartReference({
  part_id: id,
  part_key: key,
}: {
  part_id?: number | null
  part_key?: string | null
}): PartReference {
  if (isGiven(id) && isGiven(key)) {
    throw new RequestValidationError([{ field: 'part_key', message: 'must not be given together with part_id' }])
  }
  if (isGiven(id)) return { id }
  if (isGiven(key)) return { key }
  const message = 'Give the part as part_id or as part_key'
  throw new RequestValidationError([{ field: 'part_id', message: 'or part_key is required' }], message)
}
