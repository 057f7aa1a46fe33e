import { bool, nullable, statement, text } from './statement.ts'

/**
 * What the schema `$1` holds under names that are needed: tables, views, sequences and indexes `$2`, functions and
 * procedures `$3`, types and domains `$4`.
 */
export const FIND_TAKEN = statement(
  `select what, name from (
     select case relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence'
                         when 'i' then 'index' when 'I' then 'index' when 'c' then 'type' else 'table' end as what, relname::text as name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relname = any($2::text[])
     union
     select 'function', proname::text
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = $1 and p.proname = any($3::text[])
     union
     select 'type', typname::text
       from pg_type t join pg_namespace n on n.oid = t.typnamespace where n.nspname = $1 and t.typname = any($4::text[])
   ) taken
   order by what <> 'table', what, name`,
  { what: text(), name: text() },
)

/**
 * What this user may do that a first migration needs, in the schema `$1`: make schemas and trusted extensions in the
 * database, make tables in the schema (null when there is none), and what is there already.
 */
export const READ_RIGHTS = statement(
  `select quote_ident(current_user) as account, quote_ident(current_database()) as database, quote_ident($1) as schema,
          has_database_privilege(current_database(), 'create') as creates_schemas,
          (select has_schema_privilege(oid, 'create') and has_schema_privilege(oid, 'usage')
             from pg_namespace where nspname = $1) as creates_tables,
          exists (select from pg_namespace
                   where nspname = 'jobs_of_' || case when octet_length($1) <= 55 then $1::text else md5($1) end) as has_queue,
          exists (select from pg_extension where extname = 'pg_trgm') as has_extension,
          exists (select from pg_available_extensions where name = 'pg_trgm') as knows_extension`,
  {
    account: text(),
    database: text(),
    schema: text(),
    creates_schemas: bool,
    creates_tables: nullable(bool),
    has_queue: bool,
    has_extension: bool,
    knows_extension: bool,
  },
)

/** Who owns the table `$1` (a name with its schema), and whether this user may act as the owner. */
export const READ_OWNER = statement(
  `select quote_ident(pg_get_userbyid(relowner)) as owner, quote_ident(current_user) as account,
          pg_has_role(relowner, 'usage') as acts_as_owner
     from pg_class where oid = to_regclass($1)`,
  { owner: text(), account: text(), acts_as_owner: bool },
)
