import { defineEntity, p } from '@mikro-orm/core'
import { createdAt, identity, updatedAt, version } from '../../entity-columns.ts'

/** A company that sells parts. */
export const Seller = defineEntity({
  name: 'Seller',
  tableName: 'sellers',
  properties: {
    id: identity(),
    name: p.string().length(255).unique('uq_sellers_name'),
    website: p.string().length(500),
    logoS3Key: p.string().length(500).nullable().fieldName('logo_s3_key'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    version: version(),
  },
  indexes: [
    { name: 'ix_sellers_lower_name', expression: 'create index ix_sellers_lower_name on sellers (lower(name))' },
  ],
})
