import { int, statement } from '../../../plugins/database/statement.ts'

const ADDRESS = { box_no: int, loc_no: int }
const FREE = 'not exists (select 1 from part_locations stock where stock.location_id = l.id)'

/** The free location with the lowest address. */
export const FREE_LOCATION = statement(
  `select l.box_no, l.loc_no from locations l where ${FREE} order by l.box_no, l.loc_no limit 1`,
  ADDRESS,
)

/** The first free location of the box that holds most parts of type `$1`; without such a box the first one of all. */
export const FREE_LOCATION_NEAR_TYPE = statement(
  `select l.box_no, l.loc_no
     from locations l
     left join (select stock.box_no, count(distinct stock.part_id) as parts
                  from part_locations stock join parts p on p.id = stock.part_id
                 where p.type_id = $1 group by stock.box_no) kin using (box_no)
    where ${FREE}
    order by coalesce(kin.parts, 0) desc, l.box_no, l.loc_no limit 1`,
  ADDRESS,
)
