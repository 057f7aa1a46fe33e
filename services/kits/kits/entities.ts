import { defineEntity, p } from '@mikro-orm/core'
import { Part } from '../../catalogue/parts/entities.ts'
import { TextArray } from '../../catalogue/parts/text-array.ts'
import { AttachmentSet } from '../../documents/documents/entities.ts'
import { createdAt, identity, updatedAt, version } from '../../entity-columns.ts'

/** A bill of materials: what it takes to build one unit of something. */
export const Kit = defineEntity({
  name: 'Kit',
  tableName: 'kits',
  properties: {
    id: identity(),
    name: p.string().length(255).unique('uq_kits_name'),
    description: p.text().nullable(),
    buildTarget: p.integer().default(1),
    status: p.text().default('active'),
    attachmentSetId: () =>
      p
        .oneToOne(AttachmentSet)
        .mapToPk()
        .fieldName('attachment_set_id')
        .deleteRule('restrict')
        .foreignKeyName('fk_kits_attachment_set')
        .unique('ix_kits_attachment_set_id'),
    archivedAt: p.datetime().nullable(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    version: version(),
  },
  indexes: [
    {
      name: 'ix_kits_status',
      expression: 'create index ix_kits_status on kits (status, updated_at desc, id desc)',
    },
    { name: 'ix_kits_lower_name', expression: 'create index ix_kits_lower_name on kits (lower(name))' },
  ],
  checks: [
    { name: 'ck_kits_build_target_non_negative', expression: 'build_target >= 0' },
    { name: 'ck_kits_build_target_max', expression: 'build_target <= 1000000' },
    { name: 'ck_kits_description_length', expression: 'char_length(description) <= 50000' },
    { name: 'ck_kits_status_valid', expression: "status in ('active', 'archived')" },
    { name: 'ck_kits_archived_requires_timestamp', expression: "status <> 'archived' or archived_at is not null" },
  ],
})

/** How many pieces of a part one unit of a kit takes. */
export const KitContent = defineEntity({
  name: 'KitContent',
  tableName: 'kit_contents',
  properties: {
    id: identity(),
    kitId: () =>
      p.manyToOne(Kit).mapToPk().fieldName('kit_id').deleteRule('cascade').foreignKeyName('fk_kit_contents_kit'),
    partId: () =>
      p
        .manyToOne(Part)
        .mapToPk()
        .fieldName('part_id')
        .deleteRule('cascade')
        .foreignKeyName('fk_kit_contents_part')
        .index('ix_kit_contents_part'),
    requiredPerUnit: p.integer(),
    note: p.text().nullable(),
    designators: p.type(TextArray).defaultRaw("'{}'::text[]"),
    version: p.bigint('number').version().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  uniques: [{ name: 'uq_kit_contents_kit_part', properties: ['kitId', 'partId'] }],
  checks: [
    { name: 'ck_kit_contents_required_positive', expression: 'required_per_unit >= 1' },
    { name: 'ck_kit_contents_designators', expression: 'designators_fit(designators)' },
    { name: 'ck_kit_contents_required_per_unit_max', expression: 'required_per_unit <= 1000000' },
  ],
})
