import type { Test } from '../../../catalogue/search-rules/readings/test.ts'
import type { SoughtCompletion } from '../probe.ts'
import { completionRows } from './completion-sql.ts'
import type { SqlContext } from './condition.ts'
import { FINGERPRINT } from './fingerprint-sql.ts'
import { IS_OTHER_MOMENT, momentStep } from './moment-sql.ts'

/** What is asked besides while a query is being typed. */
export interface Typing {
  /** The state of the database of which the answer is at hand: nothing else is looked for in it. Empty for none. */
  knownMoment: string
  sought: readonly SoughtCompletion[]
  /** Tsqueries of terms that very many parts are likely to match. */
  likely: readonly string[]
  /** Whether many parts are likely to pass one of some tests. */
  isCommon: (tests: readonly Test[]) => boolean
  /** How many parts are likely to pass one of some tests; null where nothing is known of it. */
  partsLikely: (tests: readonly Test[]) => number | null
}

/** A term that very many parts match is matched by some of so many new ones. */
const NEWEST = 3000

/** SQL for whether something is found, or some of the newest parts match each of the terms. */
function areMatchedSql({ likely }: Typing, condition: string, { parameters }: SqlContext): string {
  if (likely.length === 0) return 'true'
  return `(not (${condition}) or exists (select from page) or not exists (
    select from unnest(${parameters.addOwn(likely, 'tsquery[]')}) term (query)
     where not exists (
       select from (select p.id from parts p order by p.created_at desc, p.id desc limit ${NEWEST}) w
        cross join lateral (
          select from part_search_documents d where d.part_id = w.id and d.tokens @@ term.query offset 0) matching)))`
}

/** SQL for whether anything is to be looked for. */
export function isLookedFor(typing: Typing | undefined): string {
  return typing ? IS_OTHER_MOMENT : 'true'
}

/** The first CTE of what is asked while a query is being typed. */
export function momentSteps(typing: Typing | undefined, { parameters }: SqlContext): string {
  return typing ? `${momentStep(parameters.add(typing.knownMoment, 'text'))},` : ''
}

/** SQL of what is answered besides while a query is being typed. @param isPage SQL for whether the page was found. */
export function typingSql(typing: Typing | undefined, isPage: string, context: SqlContext): string {
  if (!typing) return ''
  const condition = isLookedFor(typing)
  const sought = context.parameters.addOwn(JSON.stringify(typing.sought), 'text')
  const completions =
    typing.sought.length === 0
      ? `'[]'::json`
      : `(select coalesce(json_agg(json_build_array(c.place, c.text)), '[]')
            from (${completionRows(sought, condition)}) c (kind, place, text))`
  return `, case when ${condition} then ${FINGERPRINT} end as fingerprint, ${completions} as completions,
       ${areMatchedSql(typing, condition, context)} as are_matched, ${isPage} as is_page`
}
