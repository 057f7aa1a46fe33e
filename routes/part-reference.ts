import { Type } from 'typebox'
import { RequestValidationError } from '../plugins/errors/validation-error.ts'
import type { PartReference } from '../services/catalogue/parts/part-reference.ts'
import { Int32 } from '../services/schema-types.ts'

/** The two fields of a body that name a part; one of them is given. */
export const partReferenceFields = {
  part_id: Type.Optional(Int32({ description: 'The id of the part; required unless part_key is given' })),
  part_key: Type.Optional(Type.String({ minLength: 1, description: 'The key of the part, instead of part_id' })),
}

/** @throws RequestValidationError unless exactly one of the two is given. */
export function toPartReference({
  part_id: id,
  part_key: key,
}: {
  part_id?: number
  part_key?: string
}): PartReference {
  if (id !== undefined && key !== undefined) {
    throw new RequestValidationError([{ field: 'part_key', message: 'must not be given together with part_id' }])
  }
  if (id !== undefined) return { id }
  if (key !== undefined) return { key }
  throw new RequestValidationError([{ field: 'part_id', message: 'is required' }])
}
