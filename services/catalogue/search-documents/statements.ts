import { bool, int, nullable, statement, text, texts } from '../../../plugins/database/statement.ts'

const PART = {
  id: int,
  type_id: nullable(int),
  key: text(),
  manufacturer_code: nullable(text()),
  series: nullable(text()),
  description: text(),
  tags: nullable(texts),
  manufacturer: nullable(text()),
  package: nullable(text()),
  pin_count: nullable(int),
  pin_pitch: nullable(text()),
  voltage_rating: nullable(text()),
  input_voltage: nullable(text()),
  output_voltage: nullable(text()),
  mounting_type: nullable(text()),
  dimensions: nullable(text()),
}
const PART_COLUMNS = Object.keys(PART)
  .map((column) => `p.${column}`)
  .join(', ')
/** A part with what tells whether it has changed since it was read. */
const READ_PART = { ...PART, source: text() }
const READ_COLUMNS = `${PART_COLUMNS}, part_search_source(p)::text as source`

/**
 * Writes documents, `$1` as JSON, in the transaction that changes their parts. Each holds the `source` of the part that
 * it was made of, or null for a part that this transaction has written: then that is what it has now. Where the part has
 * changed since it was read, the document is of no rules (0), so that it is made once more: whoever changed the part has
 * looked at the document before. New words are
 * written in their order, so that two who write the same ones never wait for each other in a circle.
 *
 * Parts and values are looked up one by one: the planner takes the documents for a hundred, and would read both tables for
 * the one that most calls have.
 */
export const WRITE_DOCUMENTS = statement(
  `with given as materialized (
     select g.part_id, case when coalesce(g.source, now.source) = now.source then g.rules else 0 end as rules,
            coalesce(g.source, now.source) as source, g.tokens, g.numbers, g.number_length, g.spans, g.words
       from json_to_recordset($1::json) as g (part_id int, rules int, source int8, tokens tsvector, numbers text[],
                                              number_length int, spans json, words text[])
      cross join lateral (select part_search_source(p) as source from parts p where p.id = g.part_id offset 0) now),
   spans as materialized (
     select g.part_id, s.place::int as place, s.quantity, s.low, s.high, s.is_undecided
       from given g, rows from (json_to_recordset(g.spans)
              as (quantity text, low float8, high float8, is_undecided bool)) with ordinality
                as s (quantity, low, high, is_undecided, place)),
   documents as (
     insert into part_search_documents (part_id, rules, source, tokens, numbers, number_length)
     select part_id, rules, source, tokens, numbers, number_length from given order by part_id
     on conflict (part_id) do update set rules = excluded.rules, source = excluded.source, tokens = excluded.tokens,
       numbers = excluded.numbers, number_length = excluded.number_length
      where (part_search_documents.rules, part_search_documents.source, part_search_documents.tokens,
             part_search_documents.numbers, part_search_documents.number_length)
            is distinct from (excluded.rules, excluded.source, excluded.tokens, excluded.numbers, excluded.number_length)
     returning part_id),
   gone as (
     delete from part_search_values v where v.ctid = any (array(
       select old.ctid from given g
        cross join lateral (select o.ctid from part_search_values o
                             where o.part_id = g.part_id and o.place > json_array_length(g.spans) offset 0) old))),
   stated as (
     insert into part_search_values (part_id, place, quantity, low, high, is_undecided) select * from spans
     on conflict (part_id, place) do update set quantity = excluded.quantity, low = excluded.low,
       high = excluded.high, is_undecided = excluded.is_undecided
      where (part_search_values.quantity, part_search_values.low, part_search_values.high, part_search_values.is_undecided)
            is distinct from (excluded.quantity, excluded.low, excluded.high, excluded.is_undecided)),
   vocabulary as (
     insert into part_search_words (word)
     select distinct word from given, unnest(words) word order by word on conflict do nothing)
   select part_id from documents`,
  { part_id: int },
)

/**
 * Parts whose documents are of older rules than `$1`: at most `$2`, and no further one once their descriptions have `$3`
 * letters. Their documents are locked. Those that another replica works on are passed over.
 */
export const LOCK_STALE = statement(
  `with locked as materialized (
     select d.part_id, d.rules from part_search_documents d
      where d.rules < $1 order by d.rules, d.part_id limit $2 for update skip locked),
   sized as (
     select l.part_id, l.rules, sum(char_length(p.description)) over w - char_length(p.description) as before
       from locked l join parts p on p.id = l.part_id window w as (order by l.rules, l.part_id))
   select ${READ_COLUMNS}, s.rules = 0 as is_stale
     from sized s join parts p on p.id = s.part_id
    where s.before < $3::int order by s.rules, s.part_id`,
  { ...READ_PART, is_stale: bool },
)

/** The next parts after the id `$1`, as many as `LOCK_STALE` takes with the bounds `$2` and `$3`. */
export const NEXT_PARTS = statement(
  `select s.id from (
     select p.id, sum(char_length(p.description)) over (order by p.id) - char_length(p.description) as before
       from (select id, description from parts where id > $1 order by id limit $2) p) s
    where s.before < $3::int order by s.id`,
  { id: int },
)

/** The parts `$1`. Their documents are locked. */
export const LOCK_DOCUMENTS = statement(
  `select ${READ_COLUMNS} from part_search_documents d join parts p on p.id = d.part_id
    where d.part_id = any ($1::int[]) order by d.part_id for update of d`,
  READ_PART,
)

/** Makes the room of documents that were written again free for the next ones, unless somebody does it already. */
export const FREE_ROOM = statement('vacuum (skip_locked) part_search_documents', {})

/** How many documents are of older rules than `$1`. */
export const COUNT_STALE = statement('select count(*)::int as count from part_search_documents where rules < $1::int', {
  count: int,
})

const IS_UNUSED = `not has_search_document(('''w:' || w.word || '''')::tsquery)`

/** The next `$2` words after the word `$1`, and whether no document has them. */
export const WORDS_AFTER = statement(
  `select w.word, ${IS_UNUSED} as is_unused
     from (select word from part_search_words where word > $1 order by word limit $2) w order by w.word`,
  { word: text(), is_unused: bool },
)

/** Waits for all who are writing documents, and lets others wait. */
export const LOCK_WORDS = statement('lock table part_search_words in share row exclusive mode', {})

/** Deletes those of the words `$1` that no document has. */
export const DELETE_UNUSED_WORDS = statement(
  `delete from part_search_words w where w.word = any ($1::text[]) and ${IS_UNUSED}`,
  {},
)

/** The next parts after the id `$1`: at most `$2`, and no further one once their descriptions have `$3` letters. */
export const PARTS_AFTER = statement(
  `select ${PART_COLUMNS}
     from (select p.*, sum(char_length(p.description)) over (order by p.id) - char_length(p.description) as before
             from (select * from parts where id > $1 order by id limit $2) p) p
    where p.before < $3::int order by p.id`,
  PART,
)

/** Which of the parts of the documents `$1`, as JSON, have other documents than these, or none. */
export const DIFFERENT_DOCUMENTS = statement(
  `select p.key
     from json_to_recordset($1::json) as g (part_id int, rules int, tokens tsvector, numbers text[],
                                            number_length int, spans jsonb)
     join parts p on p.id = g.part_id
     left join part_search_documents d on d.part_id = p.id
    where (d.rules, d.source, d.tokens, d.numbers, d.number_length)
            is distinct from (g.rules, part_search_source(p), g.tokens, g.numbers, g.number_length)
       or coalesce((select jsonb_agg(jsonb_build_object('quantity', v.quantity, 'low', v.low, 'high', v.high,
                                                        'is_undecided', v.is_undecided) order by v.place)
                      from part_search_values v where v.part_id = p.id), '[]') <> g.spans
    order by p.key`,
  { key: text() },
)
