import { defineEntity, p } from '@mikro-orm/core'
import { TextArray } from './text-array.ts'

/** A kind of component in the inventory, known by its four-letter key. */
export const Part = defineEntity({
  name: 'Part',
  tableName: 'parts',
  properties: {
    id: p.integer().primary(),
    key: p.string().length(4),
    attachmentSetId: p.integer(),
    description: p.text(),
    manufacturerCode: p.string().length(255).nullable(),
    typeId: p.integer().nullable(),
    tags: p.type(TextArray).nullable(),
    manufacturer: p.string().length(255).nullable(),
    productPage: p.string().length(500).nullable(),
    package: p.string().length(100).nullable(),
    pinCount: p.integer().nullable(),
    pinPitch: p.string().length(50).nullable(),
    voltageRating: p.string().length(100).nullable(),
    inputVoltage: p.string().length(100).nullable(),
    outputVoltage: p.string().length(100).nullable(),
    mountingType: p.string().length(50).nullable(),
    series: p.string().length(100).nullable(),
    dimensions: p.string().length(100).nullable(),
  },
})
