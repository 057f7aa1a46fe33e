import { Migration } from '@mikro-orm/migrations'

/** A receipt knows the numbers of its part on the bag or in the file: pieces of one order may be received as two parts. */
export class PartNumbersOfReceiptsMigration extends Migration {
  override up(): void {
    this.addSql('alter table receipts add column part_numbers text[]')
  }
}
