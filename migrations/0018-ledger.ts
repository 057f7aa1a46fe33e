import { Migration } from '@mikro-orm/migrations'

const REASONS = [
  'add',
  'remove',
  'move',
  'pick',
  'unpick',
  'receive',
  'count',
  'import',
  'undo',
  'edit',
  'delete',
  'restore',
  'merge',
  'sample',
  'unknown',
]
/** A key has two halves of two letters each: 26 * 26. */
const HALF = 676
const KEYS = HALF * HALF

function oneOf(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(', ')
}

/** A ledger that says who and why, operations that can be undone, deleted parts that keep their past, and keys for ever. */
export class LedgerMigration extends Migration {
  override up(): void {
    this.addSql(`
      create table operations (
        id uuid primary key,
        timestamp timestamptz not null default clock_timestamp(),
        reason text not null constraint ck_operations_reason check (reason in (${oneOf(REASONS)})),
        actor text,
        actor_name text,
        source text,
        note text constraint ck_operations_note check (char_length(note) <= 500),
        effect text,
        detail jsonb,
        undoes uuid constraint fk_operations_undoes references operations (id),
        root uuid constraint fk_operations_root references operations (id),
        turns int not null default 0,
        constraint ck_operations_root check ((undoes is null) = (root is null) and (root is null) = (turns = 0))
      )`)
    this.addSql('create index ix_operations_newest on operations (timestamp desc, id desc)')
    this.addSql('create index ix_operations_undoes on operations (undoes) where undoes is not null')
    this.addSql('create index ix_operations_root on operations (root, timestamp desc, id desc) where root is not null')
    this.addSql(
      'create index ix_operations_actor on operations (actor, timestamp desc, id desc) where actor is not null',
    )
    this.addSql(`
      create function operation_is_undone(operation uuid) returns boolean language sql stable strict parallel safe as '
        select last.turns % 2 <> o.turns % 2
          from operations o,
               lateral (select l.turns from operations l where l.root = coalesce(o.root, o.id)
                         order by l.timestamp desc, l.id desc limit 1) last
         where o.id = operation
         union all select false limit 1'`)
    // The part may be deleted meanwhile, so there is no foreign key to it.
    this.addSql(`
      create table operation_parts (
        part_id int not null,
        operation_id uuid not null
          constraint fk_operation_parts_operation references operations (id),
        primary key (part_id, operation_id)
      )`)
    this.addSql('create index ix_operation_parts_operation on operation_parts (operation_id)')

    this.addSql(`
      create table retired_parts (
        id int primary key,
        key varchar(4) not null constraint uq_retired_parts_key unique,
        description text not null,
        deleted_at timestamptz not null default clock_timestamp(),
        merged_into varchar(4),
        record jsonb not null
      )`)
    this.addSql(`
      create table retired_quantity_history (
        id int primary key,
        part_id int not null constraint fk_retired_quantity_history_part references retired_parts (id),
        delta_qty int not null,
        location_reference varchar(21),
        timestamp timestamptz not null,
        operation_id uuid
          constraint fk_retired_quantity_history_operation references operations (id),
        reason text not null constraint ck_retired_quantity_history_reason check (reason in (${oneOf(REASONS)})),
        lot varchar(100),
        date_code varchar(100)
      )`)
    this.addSql('create index ix_retired_quantity_history_part on retired_quantity_history (part_id)')
    this.addSql(`
      create index ix_retired_quantity_history_operation on retired_quantity_history (operation_id, id)
        where operation_id is not null`)

    this.#makeKeys()
    // Last, and short: reads wait from here to the end. A default that is a constant, and constraints that are checked by
    // the next migration, need no look at the rows that are there.
    this.addSql(`
      alter table quantity_history
        add column operation_id uuid,
        add column reason text not null default 'unknown',
        add column lot varchar(100),
        add column date_code varchar(100),
        add constraint ck_quantity_history_reason check (reason in (${oneOf(REASONS)})) not valid,
        add constraint fk_quantity_history_operation
          foreign key (operation_id) references operations (id) not valid`)
    this.#guardLedger()
  }

  /** Rows of the ledger are never changed, and leave their table only when the other table has them. */
  #guardLedger(): void {
    this.addSql(`
      create function guard_ledger() returns trigger language plpgsql as $$
      declare
        is_kept boolean := false;
      begin
        if tg_op = 'DELETE' and tg_table_name = 'quantity_history' then
          is_kept := exists (select from retired_quantity_history r where r.id = old.id and to_jsonb(r) = to_jsonb(old));
        elsif tg_op = 'DELETE' then
          is_kept := exists (select from quantity_history h where h.id = old.id and to_jsonb(h) = to_jsonb(old));
        end if;
        if not is_kept then
          raise exception 'rows of the ledger are added and never changed: % of % is refused', tg_op, tg_table_name
            using errcode = 'restrict_violation';
        end if;
        return old;
      end $$`)
    // The name of a person may be replaced when that person asks to be forgotten.
    this.addSql(`
      create function guard_operations() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' and to_jsonb(new) - 'actor_name' = to_jsonb(old) - 'actor_name' then
          return new;
        end if;
        raise exception 'operations are added and never changed: % is refused', tg_op
          using errcode = 'restrict_violation';
      end $$`)
    for (const [table, guard] of [
      ['quantity_history', 'guard_ledger'],
      ['retired_quantity_history', 'guard_ledger'],
      ['operations', 'guard_operations'],
    ]) {
      this.addSql(`
        create trigger ${guard} before update or delete on ${table} for each row execute function ${guard}()`)
      this.addSql(`
        create trigger ${guard}_as_a_whole before truncate on ${table} for each statement execute function ${guard}()`)
    }
  }

  /** Every key once, in an order of this database's own: a permutation (Feistel network) of the numbers from 0 on. */
  #makeKeys(): void {
    this.addSql(`create sequence part_key_numbers as int minvalue 0 maxvalue ${KEYS - 1} start 0 cycle`)
    this.addSql(`
      do $do$ begin
        execute format($create$
          create function part_key(number int) returns text language plpgsql immutable strict parallel safe as $function$
          declare
            high int := number / ${HALF};
            low int := number %% ${HALF};
            mixed int;
          begin
            for turn in 1..4 loop
              mixed := (high + ('x' || left(md5(%L || turn || ' ' || low), 7))::bit(28)::int) %% ${HALF};
              high := low;
              low := mixed;
            end loop;
            return chr(65 + high / 26) || chr(65 + high %% 26) || chr(65 + low / 26) || chr(65 + low %% 26);
          end $function$ $create$, gen_random_uuid());
      end $do$`)
    // Each number is drawn once before any is drawn again. Parts whose keys were given otherwise are passed over.
    this.addSql(`
      create function next_part_key(blocked text[]) returns text language plpgsql as $$
      declare
        candidate text;
      begin
        for attempt in 1..1000 loop
          candidate := part_key(nextval('part_key_numbers')::int);
          if candidate <> all (blocked) and not exists (select from parts where key = candidate)
             and not exists (select from retired_parts where key = candidate) then
            return candidate;
          end if;
        end loop;
        -- Nearly all are taken: one of those that are left.
        return (
          select k.key
            from (select chr(65 + n / 17576) || chr(65 + n / 676 % 26) || chr(65 + n / 26 % 26) || chr(65 + n % 26) as key
                    from generate_series(0, ${KEYS - 1}) n) k
           where k.key <> all (blocked) and not exists (select from parts p where p.key = k.key)
             and not exists (select from retired_parts r where r.key = k.key)
           order by random() limit 1);
      end $$`)
    // After the insert: it has waited for whoever deletes a part with this key, and now sees what that has left.
    this.addSql(`
      create function guard_part_key() returns trigger language plpgsql as $$
      begin
        if exists (select from retired_parts r where r.key = new.key and r.id <> new.id) then
          raise exception 'the key % was the key of a part that is deleted', new.key
            using errcode = 'unique_violation', constraint = 'uq_retired_parts_key', table = 'retired_parts';
        end if;
        return null;
      end $$`)
    this.addSql(`
      create trigger guard_part_key after insert or update of key on parts
        for each row execute function guard_part_key()`)
  }
}
