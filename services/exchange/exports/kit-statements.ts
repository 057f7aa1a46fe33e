import { bool, int, nullable, statement, text, texts } from '../../../plugins/database/statement.ts'

/** The number of the part `p` at a seller whose parts an assembly service takes from its own stock. */
const ASSEMBLY_NUMBER = `(
  select n.number from seller_parts n join sellers s on s.id = n.seller_id
   where n.part_id = p.id and s.name ~* 'lcsc|jlc' order by n.id limit 1)`

/** The lines of the kit `$1`, and then what is not fitted. */
export const KIT_LINES = statement(
  `select designators, qty, key, description, manufacturer_code, manufacturer, package, dnp, alternates, note,
          assembly_number
     from (
       select 0 as part, c.id, c.designators, c.required_per_unit as qty, p.key, p.description, p.manufacturer_code,
              p.manufacturer, p.package, false as dnp,
              array(select o.key::text from kit_alternates a join parts o on o.id = a.part_id
                     where a.kit_content_id = c.id order by a.rank) as alternates,
              c.note, ${ASSEMBLY_NUMBER} as assembly_number
         from kit_contents c join parts p on p.id = c.part_id where c.kit_id = $1
       union all
       select 1, u.id, u.designators, u.quantity, p.key, coalesce(u.value, p.description), p.manufacturer_code,
              p.manufacturer, p.package, true, '{}', u.note, ${ASSEMBLY_NUMBER}
         from kit_unfitted u left join parts p on p.id = u.part_id where u.kit_id = $1) lines
    order by part, id`,
  {
    designators: texts,
    qty: int,
    key: nullable(text()),
    description: nullable(text()),
    manufacturer_code: nullable(text()),
    manufacturer: nullable(text()),
    package: nullable(text()),
    dnp: bool,
    alternates: texts,
    note: nullable(text()),
    assembly_number: nullable(text()),
  },
)

/** Answers a row when there is a kit `$1`. */
export const KIT = statement('select from kits where id = $1', {})
