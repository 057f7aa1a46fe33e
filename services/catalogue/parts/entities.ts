import { defineEntity, p } from '@mikro-orm/core'
import { AttachmentSet } from '../../documents/documents/entities.ts'
import { createdAt, identity, updatedAt, version } from '../../entity-columns.ts'
import { PartType } from '../types/entities.ts'
import { TextArray } from './text-array.ts'

/** A kind of component in the inventory, known by its four-letter key. */
export const Part = defineEntity({
  name: 'Part',
  tableName: 'parts',
  properties: {
    id: identity(),
    key: p.string().length(4).unique('uq_parts_key'),
    manufacturerCode: p.string().length(255).nullable(),
    typeId: () =>
      p
        .manyToOne(PartType)
        .mapToPk()
        .fieldName('type_id')
        .nullable()
        .deleteRule('no action')
        .foreignKeyName('fk_parts_type'),
    description: p.text(),
    tags: p.type(TextArray).nullable(),
    manufacturer: p.string().length(255).nullable(),
    productPage: p.string().length(500).nullable(),
    attachmentSetId: () =>
      p
        .oneToOne(AttachmentSet)
        .mapToPk()
        .fieldName('attachment_set_id')
        .deleteRule('restrict')
        .foreignKeyName('fk_parts_attachment_set')
        .unique('ix_parts_attachment_set_id'),
    package: p.string().length(100).nullable(),
    pinCount: p.integer().nullable(),
    pinPitch: p.string().length(50).nullable(),
    voltageRating: p.string().length(100).nullable(),
    inputVoltage: p.string().length(100).nullable(),
    outputVoltage: p.string().length(100).nullable(),
    mountingType: p.string().length(50).nullable(),
    series: p.string().length(100).nullable(),
    dimensions: p.string().length(100).nullable(),
    minimumQuantity: p.integer().nullable(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    version: version(),
  },
  indexes: [
    {
      name: 'ix_parts_type_id',
      expression: 'create index ix_parts_type_id on parts (type_id, created_at desc, id desc)',
    },
    {
      name: 'ix_parts_newest',
      properties: ['createdAt', 'id'],
      columns: [
        { name: 'createdAt', sort: 'DESC' },
        { name: 'id', sort: 'DESC' },
      ],
    },
    {
      name: 'ix_parts_bare_number',
      expression:
        'create index ix_parts_bare_number on parts (bare_part_number(manufacturer_code) collate "C") where manufacturer_code is not null',
    },
    {
      name: 'ix_parts_bare_series',
      expression:
        'create index ix_parts_bare_series on parts (bare_part_number(series) collate "C") where series is not null',
    },
    {
      name: 'ix_parts_same_description',
      expression: 'create index ix_parts_same_description on parts using hash (lower(description))',
    },
    {
      name: 'ix_parts_wording',
      expression:
        'create index ix_parts_wording on parts using gist (part_wording(description, manufacturer_code, manufacturer, package, series) gist_trgm_ops (siglen = 128))',
    },
  ],
  checks: [
    { name: 'ck_parts_key', expression: 'char_length(key) = 4' },
    { name: 'ck_parts_description_length', expression: 'char_length(description) <= 50000' },
    { name: 'ck_parts_tags', expression: 'tags_fit(tags)' },
    { name: 'ck_parts_minimum_quantity', expression: 'minimum_quantity >= 0' },
    { name: 'ck_parts_pin_count_positive', expression: 'pin_count > 0 or pin_count is null' },
  ],
})
