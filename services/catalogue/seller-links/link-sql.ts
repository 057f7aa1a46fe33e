/**
 * SQL for the number of the part at the seller of the link `l`: the oldest where there are several, null where there is
 * none.
 */
export const SELLER_PART_NUMBER = `
  (select n.number from seller_parts n
    where n.part_id = l.part_id and n.seller_id = l.seller_id order by n.id limit 1)`

/** Fields of a seller link `l` of the seller `s`, in JSON; the address of its logo is added when it was read. */
const FIELDS = `
  'id', l.id, 'seller_id', l.seller_id, 'seller_name', s.name, 'seller_website', s.website, 'link', l.link,
  'seller_part_number', ${SELLER_PART_NUMBER},
  'logo_s3_key', s.logo_s3_key, 'created_at', iso_utc(l.created_at)`

/** A list of seller links, in the order in which they were made; the rows `l` and `s` are joined by the statement. */
export const LINK_LIST = `json_agg(json_build_object(${FIELDS}) order by l.id)`
