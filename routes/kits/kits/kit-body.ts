import { Type } from 'typebox'
import type { KitFields } from '../../../services/kits/kits/kit-service.ts'
import { MAX_KIT_NUMBER } from '../../../services/kits/kits/limits.ts'
import { FilledText, LongText, Nullable } from '../../../services/schema-types.ts'
import { requireName } from '../../require-name.ts'

const Name = FilledText(255)
const Description = Type.Optional(Nullable(LongText()))
const BuildTarget = Type.Integer({
  minimum: 0,
  maximum: MAX_KIT_NUMBER,
  description: 'Units that the stock is reserved for',
})

export const KitCreate = Type.Object(
  { name: Name, description: Description, build_target: Type.Optional(BuildTarget) },
  { title: 'KitCreate', examples: [{ name: 'Bench power supply', description: '0 to 30 V, 3 A', build_target: 2 }] },
)

export const KitUpdate = Type.Object(
  {
    name: Type.Optional(Nullable(Name)),
    description: Description,
    build_target: Type.Optional(Nullable(BuildTarget)),
  },
  { title: 'KitUpdate', default: {}, examples: [{ description: '0 to 30 V, 5 A', build_target: 3 }] },
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
