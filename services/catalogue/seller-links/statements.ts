import { int, nullable, statement, text } from '../../../plugins/database/statement.ts'
import { SELLER_PART_NUMBER } from './link-sql.ts'

/** The link `$1`. */
export const SELLER_LINK = statement(
  `select l.id, l.seller_id, s.name as seller_name, s.website as seller_website, l.link, s.logo_s3_key,
          ${SELLER_PART_NUMBER} as seller_part_number,
          iso_utc(l.created_at) as created_at
     from part_sellers l join sellers s on s.id = l.seller_id
    where l.id = $1`,
  {
    id: int,
    seller_id: int,
    seller_name: text(),
    seller_website: text(),
    link: text(),
    seller_part_number: nullable(text()),
    logo_s3_key: nullable(text()),
    created_at: text(),
  },
)

/** The URL of the part `$1` at the seller `$2`. */
export const LINK_AT_SELLER = statement('select link from part_sellers where part_id = $1 and seller_id = $2', {
  link: text(),
})

/** The URLs of the parts `$1` at the sellers `$2`; the first part at the first seller, and so on. */
export const LINKS_AT_SELLERS = statement(
  `select part_id, seller_id, link
     from part_sellers join unnest($1::int[], $2::int[]) as wanted (part_id, seller_id) using (part_id, seller_id)`,
  { part_id: int, seller_id: int, link: text() },
)

/** Deletes the link `$1` if it is one of the part `$2`. */
export const DELETE_LINK = statement('delete from part_sellers where id = $1 and part_id = $2 returning id', {
  id: int,
})
