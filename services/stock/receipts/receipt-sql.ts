/**
 * SQL that adds receipts for rows of the ledger. Prices are texts, so that no digit is lost.
 *
 * @param parameter that has them as JSON, as `receiptRows` gives it.
 */
export function addReceipts(parameter: string): string {
  return `
   insert into receipts (history_id, seller_id, order_number, other_numbers, order_line, ordered_on, unit_price, currency, import_id,
                         part_numbers)
   select history_id, seller_id, order_number, other_numbers, order_line, ordered_on, unit_price, currency, import_id, part_numbers
     from json_to_recordset(${parameter}::json) as given (history_id int, seller_id int, order_number text,
                                                other_numbers text[], order_line int,
                                                ordered_on date, unit_price numeric, currency text, import_id int, part_numbers text[])
    order by history_id`
}
