import { bool, int, json, nullable, statement, text } from '../../../plugins/database/statement.ts'
import type { SellerLinkRow } from '../seller-links/link-row.ts'
import { LINK_LIST } from '../seller-links/link-sql.ts'
import type { PartTypeDto } from '../types/schemas.ts'
import { PART_ROW } from './part-row.ts'
import { PART_COLUMNS } from './part-sql.ts'

/** The part with the key `$1`, with its type and its seller links. */
export const PART_DETAIL = statement(
  `select ${PART_COLUMNS}, p.product_page, p.attachment_set_id,
          case when t.id is not null then json_build_object('id', t.id, 'name', t.name,
            'created_at', iso_utc(t.created_at), 'updated_at', iso_utc(t.updated_at)) end as type,
          exists (select 1 from kit_contents c join kits k on k.id = c.kit_id
                   where c.part_id = p.id and k.status = 'active') as used_in_kits,
          (select ${LINK_LIST}
             from part_sellers l join sellers s on s.id = l.seller_id where l.part_id = p.id) as seller_links
     from parts p left join types t on t.id = p.type_id
    where p.key = $1`,
  {
    ...PART_ROW,
    product_page: nullable(text()),
    attachment_set_id: int,
    type: nullable(json<PartTypeDto>()),
    used_in_kits: bool,
    seller_links: nullable(json<SellerLinkRow[]>()),
  },
)

const IDENTITY = { id: int, key: text(), description: text() }

/** The part with the key `$1`, for services that need no more of it. */
export const PART_IDENTITY = statement('select id, key, description from parts where key = $1', IDENTITY)

/** The same for the parts with the keys `$1`. */
export const PART_IDENTITIES = statement(
  'select id, key, description from parts where key = any ($1::text[])',
  IDENTITY,
)

/** Answers a row when a part has the key `$1`. */
export const TAKEN_KEY = statement('select from parts where key = $1', {})

function keepPart(by: 'id' | 'key') {
  return statement(`select id, key from parts where ${by} = $1 for key share`, { id: int, key: text() })
}

/** Locks the part with the id, or the key, `$1` against deletion. */
export const KEEP_PART = { byId: keepPart('id'), byKey: keepPart('key') }

/** Locks the part with the key `$1`; no row that refers to it can be added meanwhile. */
export const LOCK_PART = statement('select id, attachment_set_id from parts where key = $1 for update', {
  id: int,
  attachment_set_id: int,
})

export const DELETE_PART = statement('delete from parts where id = $1', {})
