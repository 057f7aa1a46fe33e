import { bool, bytes, nullable, statement, text } from '../../../plugins/database/statement.ts'

/** The seller `$1` with the icon of its website. One that was not found is looked for again after a day. */
export const ICON_OF_SELLER = statement(
  `select s.website, s.logo_s3_key, i.picture,
          i.seller_id is null or (i.picture is null and i.looked_at < now() - interval '1 day') as is_due
     from sellers s left join seller_icons i on i.seller_id = s.id and i.website = s.website
    where s.id = $1`,
  { website: text(), logo_s3_key: nullable(text()), picture: nullable(bytes), is_due: bool },
)

/** Keeps what was found for the seller `$1` at the website `$2`: the picture `$3`, or null. */
export const KEEP_ICON = statement(
  `insert into seller_icons (seller_id, website, picture)
   select s.id, $2::text, $3::bytea from sellers s where s.id = $1 for key share
   on conflict (seller_id) do update
      set website = excluded.website, picture = excluded.picture, looked_at = excluded.looked_at`,
  {},
)
