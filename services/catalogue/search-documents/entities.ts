import { defineEntity, p } from '@mikro-orm/core'
import { Part } from '../parts/entities.ts'
import { TextArray } from '../parts/text-array.ts'

/** What a part is found by. It is computed of the part, so it is written with every change of the part. */
export const PartSearchDocument = defineEntity({
  name: 'PartSearchDocument',
  tableName: 'part_search_documents',
  properties: {
    partId: () =>
      p
        .oneToOne(Part)
        .mapToPk()
        .fieldName('part_id')
        .primary()
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_part_search_documents_part'),
    /** The version of the rules that wrote it; 0 when it does not fit its part. */
    rules: p.integer().default(0).index('ix_part_search_documents_rules'),
    /** The columns that it was made of, as `part_search_source` of the database computes it. */
    source: p.bigint('string').defaultRaw('0'),
    tokens: p.text().columnType('tsvector').defaultRaw("''::tsvector"),
    numbers: p.type(TextArray).defaultRaw("'{}'::text[]"),
    numberLength: p.integer().nullable(),
  },
  indexes: [
    {
      name: 'ix_part_search_documents_tokens',
      expression:
        'create index ix_part_search_documents_tokens on part_search_documents using gin (tokens) with (gin_pending_list_limit = 128)',
    },
  ],
})

/** An amount, or all from one amount to another, that a part states. */
export const PartSearchValue = defineEntity({
  name: 'PartSearchValue',
  tableName: 'part_search_values',
  properties: {
    partId: () =>
      p
        .manyToOne(PartSearchDocument)
        .mapToPk()
        .fieldName('part_id')
        .primary()
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_part_search_values_document'),
    place: p.integer().primary(),
    quantity: p.text(),
    low: p.double(),
    high: p.double(),
    isUndecided: p.boolean(),
  },
  indexes: [
    {
      name: 'ix_part_search_values_amount',
      expression:
        'create index ix_part_search_values_amount on part_search_values (quantity, low, high) include (part_id)',
    },
  ],
})

/** A word that some part has or had: misspelled words are compared with these. */
export const PartSearchWord = defineEntity({
  name: 'PartSearchWord',
  tableName: 'part_search_words',
  properties: { word: p.text().primary() },
})
