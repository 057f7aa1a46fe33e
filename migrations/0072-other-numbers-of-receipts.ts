import { Migration } from '@mikro-orm/migrations'

/** A bag names its order by several numbers: that of the seller, that of the customer, those of the invoice and the packing list. */
export class OtherNumbersOfReceiptsMigration extends Migration {
  override up(): void {
    this.addSql('alter table receipts add column other_numbers text[]')
    this.addSql(
      'create index ix_receipts_other_numbers on receipts using gin (other_numbers) where other_numbers is not null',
    )
  }
}
