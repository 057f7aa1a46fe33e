import { changedInRows } from '../../../plugins/database/change.ts'
import { bigint, bool, int, json, nullable, statement, text } from '../../../plugins/database/statement.ts'
import type { SellerLinkRow } from '../seller-links/link-row.ts'
import type { PartTypeDto } from '../types/schemas.ts'
import { PART_ROW } from './part-row.ts'
import { PART_DETAIL_COLUMNS, PART_TAG_COLUMNS } from './part-sql.ts'

/** What changes in the detail of a part without a change of the part. */
const SHOWN_WITH_PART = {
  total_quantity: bigint,
  cover_url: nullable(text()),
  type: nullable(json<PartTypeDto>()),
  used_in_kits: bool,
  seller_links: nullable(json<SellerLinkRow[]>()),
}

const FROM_KEY = 'from parts p left join types t on t.id = p.type_id where p.key = $1'

/** The part with the key `$1`, with its type and its seller links. */
export const PART_DETAIL = statement(`select ${PART_DETAIL_COLUMNS} ${FROM_KEY}`, {
  ...PART_ROW,
  product_page: nullable(text()),
  attachment_set_id: int,
  version: bigint,
  ...SHOWN_WITH_PART,
})

/** What the tag of the part with the key `$1` is made of. */
export const PART_TAG = statement(`select ${PART_TAG_COLUMNS} ${FROM_KEY}`, { version: bigint, ...SHOWN_WITH_PART })

const IDENTITY = { id: int, key: text(), description: text() }

/** The part with the key `$1`, for services that need no more of it. */
export const PART_IDENTITY = statement('select id, key, description from parts where key = $1', IDENTITY)

/** The same for the parts with the keys `$1`. */
export const PART_IDENTITIES = statement(
  'select id, key, description from parts where key = any ($1::text[])',
  IDENTITY,
)

/** The next key for a new part, none of the words `$1`; null when all are taken. */
export const NEXT_KEY = statement('select next_part_key($1::text[]) as key', { key: nullable(text()) })

/** How many keys of `$2` in all no part has or had; the words `$1` are none. */
export const COUNT_FREE_KEYS = statement(
  `select $2::bigint - (select count(*) from parts) - (select count(*) from retired_parts)
            - (select count(*) from unnest($1::text[]) word
                where not exists (select from parts p where p.key = word)
                  and not exists (select from retired_parts r where r.key = word)) as free`,
  { free: bigint },
)

function keepPart(by: 'id' | 'key') {
  return statement(`select id, key from parts where ${by} = $1 for key share`, { id: int, key: text() })
}

/** Locks the part with the id, or the key, `$1` against deletion. */
export const KEEP_PART = { byId: keepPart('id'), byKey: keepPart('key') }

/** Locks the part with the key `$1`; no row that refers to it can be added meanwhile. */
export const LOCK_PART = statement('select id, attachment_set_id, version from parts where key = $1 for update', {
  id: int,
  attachment_set_id: int,
  version: bigint,
})

/** Locks the parts `$1` for their deletion. */
export const LOCK_PARTS = statement(
  'select id, attachment_set_id from parts where id = any ($1::int[]) order by id for update',
  { id: int, attachment_set_id: int },
)

/** Deletes the parts `$1`. */
export const DELETE_PARTS = statement(
  'delete from parts where id = any ($1::int[]) returning key',
  { key: text() },
  changedInRows('part', 'key'),
)

/** Locks the part with the key `$1` against changes of its fields; rows that refer to it may still be added. */
export const LOCK_PART_FIELDS = statement('select version from parts where key = $1 for no key update', {
  version: bigint,
})

export const DELETE_PART = statement(
  'delete from parts where id = $1 returning key',
  { key: text() },
  changedInRows('part', 'key'),
)

/** Locks the documents of the part with the key `$1`. */
export const LOCK_DOCUMENTS = statement(
  `select s.id as "setId" from parts p join attachment_sets s on s.id = p.attachment_set_id where p.key = $1
      for update of s`,
  { setId: int },
)
