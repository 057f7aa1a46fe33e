import { nullable, statement, text, texts } from '../../../plugins/database/statement.ts'
import { PART_DATA_ROW } from '../../catalogue/parts/part-row.ts'
import { PART_DATA } from '../../catalogue/parts/part-sql.ts'

const MAX_SIMILAR = 100
const MAX_DESCRIPTION = 500
const MAX_TARGET_DESCRIPTION = 10_000
const MAX_TAGS = 50

const RECORD = {
  key: text(),
  manufacturer_code: nullable(text()),
  type: nullable(text()),
  description: text(),
  manufacturer: nullable(text()),
  tags: texts,
  ...PART_DATA_ROW,
  product_page: nullable(text()),
}

/** Fields of part `p` with its type `t`; texts are cut, because a prompt has a limited length. */
function recordSql(maxDescription: number): string {
  return `p.key, p.manufacturer_code, t.name as type, left(p.description, ${maxDescription}) as description,
    p.manufacturer,
    array(select left(tag, 100) from unnest(p.tags) with ordinality as listed (tag, place)
           order by place limit ${MAX_TAGS}) as tags,
    ${PART_DATA}, p.product_page`
}

/** As the index on it is defined. */
const WORDING = 'part_wording(p.description, p.manufacturer_code, p.manufacturer, p.package, p.series)'
const NUMBER = 'bare_part_number(p.manufacturer_code) collate "C"'
const FAMILY = 'bare_part_number(p.series) collate "C"'

/** The part with the key `$1`, for a prompt. */
export const PART_RECORD = statement(
  `select ${recordSql(MAX_TARGET_DESCRIPTION)} from parts p left join types t on t.id = p.type_id where p.key = $1`,
  RECORD,
)

/**
 * The parts that are most like the one with the key `$1`, most similar first; `$2` are keys that the part search has found. Indexes find the candidates, so that the
 * time hardly depends on the size of the inventory; points rank them.
 */
export const SIMILAR_RECORDS = statement(
  `with target as materialized (
     select p.id, p.type_id, ${NUMBER} as number, ${FAMILY} as family, lower(p.manufacturer) as maker, ${WORDING} as wording
       from parts p where p.key = $1
   ), candidates as (
     (select p.id from parts p where p.key = any($2::text[]))
     union
     (select p.id from parts p where ${NUMBER} = (select number from target) limit 200)
     union
     (select p.id from parts p where ${FAMILY} = (select family from target) limit 200)
     union
     (select p.id from parts p where p.type_id = (select type_id from target)
       order by ${WORDING} <-> (select wording from target) limit 200)
     union
     (select p.id from parts p order by ${WORDING} <-> (select wording from target) limit 200)
   ), ranked as (
     select p.id, 2 * similarity(${WORDING}, x.wording)
                  + case when ${NUMBER} = x.number then 2 else 0 end
                  + case when ${FAMILY} = x.family then 1 else 0 end
                  + case when p.type_id = x.type_id then 1 else 0 end
                  + case when p.key = any($2::text[]) then 2 else 0 end
                  + case when lower(p.manufacturer) = x.maker then 0.5 else 0 end as points
       from candidates c join parts p using (id) cross join target x where p.id <> x.id
      order by points desc, p.id limit ${MAX_SIMILAR}
   )
   select ${recordSql(MAX_DESCRIPTION)}
     from ranked r join parts p using (id) left join types t on t.id = p.type_id
    order by r.points desc, p.id`,
  RECORD,
)
