import { Migration } from '@mikro-orm/migrations'

const REPLACED = ['ix_receipts_order', 'ix_receipts_other_numbers', 'ix_receipts_without_order']

/** A number of an order is the same one in capitals and small letters, and with blanks and signs between its letters and digits or without. */
export class NumbersOfOrdersFoldedMigration extends Migration {
  override up(): void {
    // A number of signs alone is kept as it is.
    this.addSql(`
      create function folded_order_number(number text) returns text
        language sql immutable parallel safe
        return coalesce(
          nullif(translate(upper(normalize(number, nfkc)), E' \\t!"#$%&''()*+,-./:;<=>?@[\\\\]^_\`{|}~‐‒–—―−', ''), ''),
          btrim(upper(number)))`)
    this.addSql(`
      create function folded_order_numbers(numbers text[]) returns text[]
        language sql immutable strict parallel safe
        return array(select folded_order_number(number) from unnest(numbers) number)`)
    // Those of before go last: dropping keeps readers waiting until the end of the transaction.
    for (const name of REPLACED) this.addSql(`alter index ${name} rename to ${name}_before`)
    this.addSql('create index ix_receipts_order on receipts (folded_order_number(order_number), seller_id)')
    this.addSql(`
      create index ix_receipts_other_numbers on receipts using gin (folded_order_numbers(other_numbers))
        where other_numbers is not null`)
    this.addSql('create index ix_receipts_without_order on receipts (seller_id, created_at) where order_number is null')
    this.addSql('create index ix_receipts_seller on receipts (seller_id)')
    for (const name of REPLACED) this.addSql(`drop index ${name}_before`)
  }
}
