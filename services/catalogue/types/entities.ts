import { defineEntity, type InferEntity, p } from '@mikro-orm/core'

/** A kind of part, such as "Resistor". */
export const PartType = defineEntity({
  name: 'PartType',
  tableName: 'types',
  properties: {
    id: p.integer().primary(),
    name: p.string().length(100),
  },
})

export type PartTypeRow = InferEntity<typeof PartType>
