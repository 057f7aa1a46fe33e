import { int, nullable, statement, text } from '../../../plugins/database/statement.ts'
import { completionRows } from './sql/completion-sql.ts'
import { FINGERPRINT } from './sql/fingerprint-sql.ts'
import { IS_OTHER_MOMENT, momentStep } from './sql/moment-sql.ts'

/** Whether a reading has more matches is not asked. */
export const MANY = 300

/** So many of the numbers that a misspelled one may have been are looked for together: the time grows with their square. */
const SLIPS_AT_ONCE = 100

/** Where the answer at hand is right, nothing is looked for. */
const OF_MOMENT = momentStep('$2::text', { tokens: '$3::tsquery', numbers: '$4::text[]' })

const READINGS = `
  readings as materialized (
    select * from json_to_recordset($1::json) as q (reading int, found int, firsts int[], lasts int[], query text, sellers int[],
                                                    places json, spans json, globs json, numbers text[])
     where ${IS_OTHER_MOMENT})`

/** Of readings that more than documents answer. */
const BY_OTHERS = `
     or (q.sellers is not null and exists (select from part_sellers s where s.seller_id = any (q.sellers)))
     or exists (select from unnest(q.numbers) wanted
                  join seller_parts s on bare_part_number(s.number) collate "C" = wanted collate "C")
     or exists (select from json_to_recordset(q.places) as a (box int, location int)
                  join part_locations l on l.box_no = a.box and l.loc_no = a.location)
     or exists (select from json_to_recordset(q.spans) as a (quantity text, low float8, high float8,
                                                             low_open bool, high_open bool, unless text)
                cross join lateral (
                   select from part_search_values v
                    where v.quantity = a.quantity
                      and (a.high is null or v.low < a.high or (v.low = a.high and not a.high_open))
                      and (a.low is null or v.high > a.low or (v.high = a.low and not a.low_open))
                      and not (v.is_undecided and a.unless is not null and exists (
                            select from part_search_documents o
                             where o.part_id = v.part_id and o.tokens @@ a.unless::tsquery)) limit 1) v)
     or exists (select from json_to_recordset(q.globs) as a (pattern text, start text)
                 where case when a.start is null or has_search_document(a.start::tsquery) then exists (
                   select from part_search_documents n
                    where (a.start is null or n.tokens @@ a.start::tsquery)
                      and exists (select from unnest(n.numbers) number where number like a.pattern)) end)`

function matchedSql(hasOthers: boolean): string {
  return `
  matched as materialized (
    select q.reading, q.firsts, q.lasts, c.found from readings q
     cross join lateral (
       select coalesce(q.found, count(*))::int as found from search_document_ids(q.query::tsquery, ${MANY + 1}) m (part_id)) c
     where c.found > 0 ${hasOthers ? BY_OTHERS : ''})`
}

const OPEN = `
  open as materialized (
    select t.* from json_to_recordset($5::json) as t (term int, places int[], number text, family text, slip text[],
                                                      letter text, low int, high int, others text[],
                                                      named json)
     where ${IS_OTHER_MOMENT}
       and exists (select from unnest(t.places) place
                    where not exists (select from matched m, unnest(m.firsts, m.lasts) covered (first, last)
                                       where place between covered.first and covered.last))),
  slips as materialized (
    select o.term, s.slip
      from open o
     cross join lateral (
       select array_agg(token) as slip, string_agg('''' || token || '''', ' | ') as query
         from unnest(o.slip) with ordinality as each (token, place)
        group by (place - 1) / ${SLIPS_AT_ONCE}) s
     where has_search_document(s.query::tsquery))`

const MATCHED_ROWS = `
  select 'moment' as kind, null::int as place, moment as text from moment
  union all
  select 'unchanged', null, null where not ${IS_OTHER_MOMENT}
  union all
  select 'fingerprint', null, ${FINGERPRINT} where ${IS_OTHER_MOMENT}
  union all
  select 'reading', m.reading, m.found::text from matched m`

const OPEN_ROWS = `
  select 'number', o.term, null from open o
   where has_search_document(o.number::tsquery)
  union all
  select 'family', o.term, null from open o
   where has_search_document(o.family::tsquery)
  union all
  select 'slip', s.term, token from slips s, unnest(s.slip) token
   where has_search_document(('''' || token || '''')::tsquery)
  union all
  select 'word', o.term, w.word from open o
    join part_search_words w on w.word >= o.letter and w.word < o.letter || chr(1114111)
                            and char_length(w.word) between o.low and o.high
   where o.letter is not null and has_search_document(('''w:' || w.word || '''')::tsquery)
  union all
  select 'word', o.term, w.word from open o, unnest(o.others) other join part_search_words w on w.word = other
   where has_search_document(('''w:' || w.word || '''')::tsquery)
  union all
  select 'word', o.term, n.word
    from open o, json_to_recordset(o.named) as n (word text, query text, sellers int[])
   where has_search_document(n.query::tsquery)
      or exists (select from part_sellers s where s.seller_id = any (n.sellers))`

const COLUMNS = {
  kind: text<
    'moment' | 'unchanged' | 'fingerprint' | 'reading' | 'number' | 'family' | 'slip' | 'word' | 'completion'
  >(),
  place: nullable(int),
  text: nullable(text()),
}

/** What is asked besides which readings some part matches. */
export interface Asked {
  /** Whether more than documents answers the readings. */
  others: boolean
  terms: boolean
  completions: boolean
}

function probe({ others, terms, completions }: Asked) {
  const completionsAt = terms ? '$6' : '$5'
  const steps = [OF_MOMENT, READINGS, matchedSql(others), ...(terms ? [OPEN] : [])]
  const rows = [
    MATCHED_ROWS,
    ...(terms ? [OPEN_ROWS] : []),
    ...(completions ? [completionRows(completionsAt, IS_OTHER_MOMENT)] : []),
  ]
  return statement(`with ${steps.join(',')} ${rows.join(' union all ')}`, COLUMNS)
}

/**
 * What the inventory has of what a query may mean, in one statement; one for each set of questions, since most queries
 * ask few of them:
 *
 * - `moment`: the state of the database;
 * - `unchanged` if it is `$2`, and no part passes `$3` or is known to a seller by one of the numbers `$4`. Nothing else is answered
 *   then: what is at hand is right;
 * - `fingerprint` of the names of types and sellers;
 * - `reading`: the number of a reading that some part matches, and how many do by their documents, up to a bound. `$1` JSON
 *   of readings: `{reading, found, firsts, lasts, query, sellers, places, spans, globs, numbers}`, where `firsts` and
 *   `lasts` are the terms that it covers, once for each place, and `found` is given instead of the question for one that
 *   many parts match. All but `query` is of those that more than documents answer;
 * - for the terms that have a place which no reading covers, `$5` JSON
 *   `{term, places, number, family, slip, letter, low, high, others, named}`:
 *   `number` and `family` when some part passes these tests, `slip` for each token of a misspelled number that some part
 *   has, `word` for each word that a misspelled one may have been and that some part, its type or a seller of it has;
 * - `completion`, for the last value, JSON `{place, column, query, type, seller, series}`: values of a column of parts
 *   that pass the query, whether some part is of the type or offered by the seller, and series that begin so.
 */
export const PROBES = {
  documents: probe({ others: false, terms: false, completions: false }),
  documentsCompletions: probe({ others: false, terms: false, completions: true }),
  documentsTerms: probe({ others: false, terms: true, completions: false }),
  documentsTermsCompletions: probe({ others: false, terms: true, completions: true }),
  all: probe({ others: true, terms: false, completions: false }),
  allCompletions: probe({ others: true, terms: false, completions: true }),
  allTerms: probe({ others: true, terms: true, completions: false }),
  allTermsCompletions: probe({ others: true, terms: true, completions: true }),
}

/** The statement that asks no more than is wanted. */
export function probeFor({ others, terms, completions }: Asked): (typeof PROBES)[keyof typeof PROBES] {
  return PROBES[`${others ? 'all' : 'documents'}${terms ? 'Terms' : ''}${completions ? 'Completions' : ''}`]
}
