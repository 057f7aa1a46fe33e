import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import { createdAt, identity, updatedAt, version } from '../../entity-columns.ts'

/** A kind of part, such as "Resistor". */
export const PartType = defineEntity({
  name: 'PartType',
  tableName: 'types',
  properties: {
    id: identity(),
    name: p.string().length(100).unique('uq_types_name'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    version: version(),
  },
})

export type PartTypeRow = InferEntity<typeof PartType>
