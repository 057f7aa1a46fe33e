import { bool, int, json, nullable, statement, text, texts } from '../../../plugins/database/statement.ts'
import type { CandidatePart } from './candidate.ts'

/** Expressions of the indexes of parts: an index serves a condition only on the same expression. */
const NUMBER = 'bare_part_number(p.manufacturer_code) collate "C"'
const SERIES = 'bare_part_number(p.series) collate "C"'
const WORDING = 'part_wording(p.description, p.manufacturer_code, p.manufacturer, p.package, p.series)'

/** Limits of the branches of the search. Neighbours are the next numbers in the order of numbers. */
const WITH_NUMBER = 60
const NEIGHBOURS = 10
const OF_FAMILY = 10
const OF_WORDING = 60
const WITH_DESCRIPTION = 20

/** Longer texts make a prompt large without helping the model. */
const MAX_DESCRIPTION = 500
const MAX_TAGS = 20

/**
 * Finds the parts that may be the described one. An index answers every branch, and every branch is limited, so that
 * the time hardly depends on the number of parts.
 *
 * Bound to: $1 bare numbers, $2 words and beginnings of numbers, $3 the text, $4 the description of a part or null.
 */
export const CANDIDATES = statement(
  `with numbers as materialized (
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
    (select p.id from parts p where lower(p.description) = lower($4::text) limit ${WITH_DESCRIPTION})
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
         coalesce((select json_agg(described) from described), '[]') as rows`,
  { any_parts: bool, rows: json<(CandidatePart & { similarity: number })[]>() },
)

/** The part with the key `$1`, as it is described for a search. */
export const PART_WORDING = statement(
  `select p.description, p.manufacturer, p.manufacturer_code as "manufacturerCode", p.tags, p.package, p.series,
          p.voltage_rating as "voltageRating", p.pin_count as "pinCount", p.pin_pitch as "pinPitch",
          p.mounting_type as "mountingType", t.name as "typeName"
     from parts p left join types t on t.id = p.type_id where p.key = $1`,
  {
    description: text(),
    manufacturer: nullable(text()),
    manufacturerCode: nullable(text()),
    tags: texts,
    package: nullable(text()),
    series: nullable(text()),
    voltageRating: nullable(text()),
    pinCount: nullable(int),
    pinPitch: nullable(text()),
    mountingType: nullable(text()),
    typeName: nullable(text()),
  },
)

/** The name of the type `$1`. */
export const TYPE_NAME = statement('select name from types where id = $1', { name: text() })
