import { Type } from 'typebox'
import { RequestValidationError } from '../../../plugins/errors/validation-error.ts'
import type { KitFields } from '../../../services/kits/kits/kit-service.ts'
import { Int32, Nullable } from '../../../services/schema-types.ts'

const Name = Type.String({ minLength: 1, maxLength: 255 })
const Description = Type.Optional(Nullable(Type.String()))
const BuildTarget = Int32({ minimum: 0, description: 'Units that the stock is reserved for' })

export const KitCreate = Type.Object(
  { name: Name, description: Description, build_target: Type.Optional(BuildTarget) },
  { title: 'KitCreate' },
)

export const KitUpdate = Type.Object(
  {
    name: Type.Optional(Nullable(Name)),
    description: Description,
    build_target: Type.Optional(Nullable(BuildTarget)),
  },
  { title: 'KitUpdate' },
)

/**
 * The fields that a body names, under the service's names. Null clears the description; of the others, which every
 * kit has, null means that they stay as they are.
 *
 * @throws RequestValidationError for a blank name.
 */
export function toKitFields({ name, description, build_target }: Type.Static<typeof KitUpdate>): KitFields {
  const fields: KitFields = {}
  if (typeof name === 'string') fields.name = requireName(name)
  if (description !== undefined) fields.description = description
  if (typeof build_target === 'number') fields.buildTarget = build_target
  return fields
}

/** @throws RequestValidationError for a blank name. */
export function requireName(name: string): string {
  if (name.trim() === '') throw new RequestValidationError([{ field: 'name', message: 'must not be blank' }])
  return name
}
