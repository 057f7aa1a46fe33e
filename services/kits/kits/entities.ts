import { defineEntity, p } from '@mikro-orm/core'

/** A bill of materials: what it takes to build one unit of something. */
export const Kit = defineEntity({
  name: 'Kit',
  tableName: 'kits',
  properties: {
    id: p.integer().primary(),
    name: p.string().length(255),
    description: p.text().nullable(),
    buildTarget: p.integer(),
    attachmentSetId: p.integer(),
  },
})

/** How many pieces of a part one unit of a kit takes. */
export const KitContent = defineEntity({
  name: 'KitContent',
  tableName: 'kit_contents',
  properties: {
    id: p.integer().primary(),
    kitId: p.integer(),
    partId: p.integer(),
    requiredPerUnit: p.integer(),
    note: p.text().nullable(),
    version: p.integer().version(),
  },
})
