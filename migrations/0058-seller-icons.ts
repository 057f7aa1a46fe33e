import { Migration } from '@mikro-orm/migrations'

/** Icons of the websites of sellers, and at which websites none was found. */
export class SellerIconsMigration extends Migration {
  override up(): void {
    this.addSql(`
      create table seller_icons (
        seller_id int primary key constraint fk_seller_icons_seller references sellers (id) on delete cascade,
        website varchar(500) not null,
        picture bytea,
        looked_at timestamptz not null default now()
      )`)
  }
}
