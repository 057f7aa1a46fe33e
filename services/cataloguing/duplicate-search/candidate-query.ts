/** As the indexes on them are defined. */
const NUMBER = 'bare_part_number(p.manufacturer_code) collate "C"'
const SERIES = 'bare_part_number(p.series) collate "C"'
const WORDING = 'part_wording(p.description, p.manufacturer_code, p.manufacturer, p.package, p.series)'

/** How many parts one number may bring: those that begin with it, and its neighbours in the order of numbers. */
const WITH_NUMBER = 60
const NEIGHBOURS = 10
const OF_FAMILY = 10
const OF_WORDING = 60

/** Longer texts make a prompt large and say no more. */
const MAX_DESCRIPTION = 500
const MAX_TAGS = 20

/**
 * Finds the parts that may be the one that is searched for. Every branch is answered by an index and limited, so that
 * the time hardly depends on the size of the inventory.
 *
 * Bound to: $1 bare numbers, $2 words and beginnings of numbers, $3 the text.
 */
export const CANDIDATES = `
  with numbers as materialized (
    select number from unnest($1::text[]) number
  ), found as materialized (
    select near.id from numbers n cross join lateral (
      select p.id from parts p
       where p.manufacturer_code is not null
         and ${NUMBER} >= n.number collate "C" and ${NUMBER} < (n.number || '~') collate "C"
       order by ${NUMBER} limit ${WITH_NUMBER}
    ) near
    union
    select near.id from numbers n cross join lateral (
      select p.id from parts p where p.manufacturer_code is not null and ${NUMBER} > n.number collate "C"
       order by ${NUMBER} limit ${NEIGHBOURS}
    ) near
    union
    select near.id from numbers n cross join lateral (
      select p.id from parts p where p.manufacturer_code is not null and ${NUMBER} < n.number collate "C"
       order by ${NUMBER} desc limit ${NEIGHBOURS}
    ) near
    union
    select near.id from unnest($2::text[]) name cross join lateral (
      select p.id from parts p
       where p.manufacturer_code is not null and ${NUMBER} = name collate "C" limit ${NEIGHBOURS}
    ) near
    union
    select near.id from unnest($2::text[]) name cross join lateral (
      select p.id from parts p where p.series is not null and ${SERIES} = name collate "C" limit ${OF_FAMILY}
    ) near
    union
    (select p.id from parts p order by ${WORDING} <-> lower($3::text) limit ${OF_WORDING})
  ), described as (
    select p.key, p.manufacturer_code, t.name as type_name, left(p.description, ${MAX_DESCRIPTION}) as description,
           array(select left(tag, 100) from unnest(p.tags) with ordinality as listed (tag, place)
                  order by place limit ${MAX_TAGS}) as tags,
           p.manufacturer, p.package, p.series, p.voltage_rating, p.pin_count, p.pin_pitch,
           similarity(${WORDING}, lower($3::text)) as similarity
      from parts p left join types t on t.id = p.type_id
     where p.id = any (array(select id from found))
  )
  select exists (select from parts) as any_parts,
         coalesce((select json_agg(described) from described), '[]') as rows`
