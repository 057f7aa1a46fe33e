import { IS_OF_SELLER, isOfOrder, NUMBER_OF_ORDER } from './receipts-of-orders-sql.ts'

/** SQL for the numbers of the seller and the maker that a bag or a file has given pieces `x`, else those of their part. */
const numbersOf = (x: string) => `
  coalesce(${x}.part_numbers, array(
    select bare_part_number(p.manufacturer_code) from parts p where p.id = ${x}.part_id and p.manufacturer_code is not null
    union
    select bare_part_number(n.number) from seller_parts n
     where n.part_id = ${x}.part_id and (${x}.seller_id is null or n.seller_id = ${x}.seller_id)), '{}')`

/** By what pieces of an order that were received as another part may be the same ones. */
export type SameBy = 'line' | 'number' | 'quantity'

/** The more telling ones come first. */
const PAIRS = {
  line: 'f.order_line = g.order_line',
  number: 'f.number = g.number',
  // Two parts that nobody gives a number, as those that are named by their labels, are meant as they are.
  quantity: `f.delta_qty = g.qty and (f.order_line is null or g.order_line is null)
      and (f.part_numbers is not null and g.numbers = '{}' or g.part_numbers is not null and f.numbers = '{}')`,
}

/**
 * SQL for a `with` list that ends with `other_parts`: what was `found` of the orders of pieces `given` as other parts, and may be the same pieces:
 * of one line of the order, with a number of the seller or the maker that is the same, or, where a line is not known of both and a number of one
 * alone, as many pieces. Bags count the lines of an order alike, and files as they like.
 *
 * @param asked `isFile`: the pieces are rows of a file, which knows its own lines; only what bags and hands have received counts then, and
 *   that of the same parts is found as well (`is_own`).
 */
export function receivedAsOtherParts({ isFile }: { isFile: boolean }): string {
  const pair = (by: SameBy, [found, asked]: readonly [string, string], countsAlike = 'true') => `
    select f.id, g.n, '${by}' as same_by from ${asked} g join ${found} f on f.o = g.o and ${PAIRS[by]} and ${countsAlike}`
  const unnested = (from: string) => `(select *, unnest(numbers) as number from ${from})`
  const countsAlike = isFile ? 'true' : '(f.import_id is not null or coalesce(f.order_line = g.order_line, true))'
  return `
  grouped as materialized (
    select g.*, dense_rank() over (order by g.seller_id, g.folded, g.others) as o
      from given g where g.order_number is not null
  ), brought as materialized (
    select f.*, g.o, ${numbersOf('f')} as numbers
      from (select distinct on (o) * from grouped order by o) g
      join found f on f.order_number is not null and f.delta_qty > 0 and ${IS_OF_SELLER} and ${isOfOrder({ isFile })}
                  ${isFile ? 'and f.import_id is null' : ''}
  ), asked as materialized (
    select g.*, ${numbersOf('g')} as numbers from grouped g where g.o in (select o from brought)
  ), pairs as materialized (${[
    pair('line', ['brought', 'asked']),
    pair('number', [unnested('brought'), unnested('asked')], countsAlike),
    pair('quantity', ['brought', 'asked']),
  ].join(`
    union all`)}
  ), other_parts as materialized (
    select f.id, f.part_id, f.delta_qty, f.operation_id, f.order_line, f.import_id, g.n, true as is_of_order,
           ${NUMBER_OF_ORDER} as order_number, best.same_by, f.seller_id,
           f.numbers && g.numbers as has_number, f.part_id is not distinct from g.part_id as is_own
      from (select distinct on (id, n) * from pairs order by id, n, array_position(array['line', 'number', 'quantity'], same_by)) best
      join asked g on g.n = best.n
      join brought f on f.id = best.id and f.o = g.o
     where ${isFile ? 'true' : 'f.part_id is distinct from g.part_id'}
  )`
}
