import { defineEntity, p } from '@mikro-orm/core'
import { Part } from '../../catalogue/parts/entities.ts'
import { TextArray } from '../../catalogue/parts/text-array.ts'
import { identity } from '../../entity-columns.ts'
import { Kit, KitContent } from '../kits/entities.ts'

/** A part that can stand in for the part of a line; the one with rank 1 is the best. */
export const KitAlternate = defineEntity({
  name: 'KitAlternate',
  tableName: 'kit_alternates',
  properties: {
    kitContentId: () =>
      p
        .manyToOne(KitContent)
        .mapToPk()
        .fieldName('kit_content_id')
        .primary()
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_kit_alternates_content'),
    partId: () =>
      p
        .manyToOne(Part)
        .mapToPk()
        .fieldName('part_id')
        .primary()
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_kit_alternates_part')
        .index('ix_kit_alternates_part'),
    rank: p.integer(),
  },
  uniques: [{ name: 'uq_kit_alternates_rank', properties: ['kitContentId', 'rank'] }],
  checks: [{ name: 'ck_kit_alternates_rank', expression: 'rank >= 1' }],
})

/** What the drawing of a kit has and nobody fits: it reserves nothing and is in no pick list. */
export const KitUnfitted = defineEntity({
  name: 'KitUnfitted',
  tableName: 'kit_unfitted',
  properties: {
    id: identity(),
    kitId: () =>
      p
        .manyToOne(Kit)
        .mapToPk()
        .fieldName('kit_id')
        .deleteRule('cascade')
        .foreignKeyName('fk_kit_unfitted_kit')
        .index('ix_kit_unfitted_kit'),
    partId: () =>
      p
        .manyToOne(Part)
        .mapToPk()
        .fieldName('part_id')
        .nullable()
        .deleteRule('set null')
        .foreignKeyName('fk_kit_unfitted_part')
        .index('ix_kit_unfitted_part'),
    quantity: p.integer(),
    designators: p.type(TextArray).defaultRaw("'{}'::text[]"),
    value: p.text().nullable(),
    note: p.text().nullable(),
  },
  checks: [
    { name: 'ck_kit_unfitted_quantity', expression: 'quantity >= 1' },
    { name: 'ck_kit_unfitted_designators', expression: 'designators_fit(designators)' },
  ],
})
