import { bareNumber } from '../../../catalogue/part-identity/part-number.ts'
import type { Have } from '../../../catalogue/search-rules/query/filter-names.ts'
import type { FilterRule, IntegerSpan, QueryFilter } from '../../../catalogue/search-rules/query/search-query.ts'
import { coverUrlSql } from '../../../documents/documents/cover-sql.ts'
import { ownCondition, type SqlContext, sqlOf } from './condition.ts'
import type { Parameters } from './parameters.ts'
import { typesQuery } from './token-query.ts'

/** Larger numbers are no counts. */
const MOST = Number.MAX_SAFE_INTEGER

/** SQL that a whole number lies in one of some spans. */
function within(number: string, spans: readonly IntegerSpan[], parameters: Parameters): string {
  const each = spans.map(({ low, high }) => {
    const sides = [
      ...(low === null ? [] : [`${number} >= ${parameters.add(Math.min(low, MOST), 'int8')}`]),
      ...(high === null ? [] : [`${number} <= ${parameters.add(Math.min(high, MOST), 'int8')}`]),
    ]
    return sides.length === 0 ? 'true' : sides.join(' and ')
  })
  return `(${each.map((span) => `(${span})`).join(' or ') || 'false'})`
}

const HAS: Readonly<Record<Have, string>> = {
  stock: 'exists (select from part_locations l where l.part_id = p.id)',
  document: 'exists (select from attachments a where a.attachment_set_id = p.attachment_set_id)',
  cover: `${coverUrlSql('p.attachment_set_id')} is not null`,
  number: 'p.manufacturer_code is not null',
  maker: 'p.manufacturer is not null',
  seller: 'exists (select from part_sellers s where s.part_id = p.id)',
  tag: 'coalesce(cardinality(p.tags), 0) > 0',
}

function stockSql(spans: readonly IntegerSpan[], parameters: Parameters): string {
  const isAny = spans.length === 1 && spans[0]?.low === 1 && spans[0].high === null
  if (isAny) return HAS.stock
  const total = 'coalesce((select sum(l.qty) from part_locations l where l.part_id = p.id), 0)'
  return within(total, spans, parameters)
}

function writtenSql(rule: Extract<FilterRule, { on: 'written' }>, parameters: Parameters): string {
  const column = rule.column === 'series' ? 'p.series' : 'p.manufacturer_code'
  const [texts, bare] = [parameters.add(rule.texts, 'text[]'), parameters.add(rule.texts.map(bareNumber), 'text[]')]
  return `bare_part_number(${column}) collate "C" = any (${bare}) and lower(${column}) = any (${texts})`
}

function ruleSql(rule: FilterRule, context: SqlContext): string {
  const { names, parameters } = context
  switch (rule.on) {
    case 'type':
      return `p.type_id = any (${parameters.add(names.types.idsOfRules(rule.names), 'int[]')})`
    case 'seller': {
      const ids = parameters.add(names.sellers.idsOfRules(rule.names), 'int[]')
      return `p.id in (select s.part_id from part_sellers s where s.seller_id = any (${ids}))`
    }
    case 'document':
      return sqlOf(ownCondition(rule.tests, context), context)
    case 'written':
      return writtenSql(rule, parameters)
    case 'key':
      return `p.key = any (${parameters.add(rule.keys, 'text[]')})`
    case 'box':
      return `p.id in (select l.part_id from part_locations l where ${within('l.box_no', rule.spans, parameters)})`
    case 'place': {
      const boxes = parameters.add(
        rule.places.map(({ box }) => box),
        'int[]',
      )
      const locations = parameters.add(
        rule.places.map(({ location }) => location),
        'int[]',
      )
      return `p.id in (select l.part_id from part_locations l
                        where (l.box_no, l.loc_no) in (select * from unnest(${boxes}, ${locations})))`
    }
    case 'stock':
      return stockSql(rule.spans, parameters)
    case 'pins':
      return within('p.pin_count', rule.spans, parameters)
    case 'has':
      return `(${rule.what.map((what) => HAS[what]).join(' or ')})`
  }
}

/** SQL that a part `p` of `parts`, with its document `d`, is what a filter asks for. */
export function filterSql({ rule, shown }: QueryFilter, context: SqlContext): string {
  const sql = ruleSql(rule, context)
  // What is not known is not what was asked for, and an exclusion keeps it.
  return shown.excluded ? `not coalesce(${sql}, false)` : `(${sql})`
}

/** A tsquery that all parts pass which are what the filters ask for, and maybe others; null when tokens say nothing of it. */
export function filterTokens(filters: readonly QueryFilter[], context: SqlContext): string | null {
  const queries = filters.flatMap(({ rule, shown }) => {
    if (shown.excluded) return []
    if (rule.on === 'type') return typesQuery(context.names.types.idsOfRules(rule.names)) ?? []
    if (rule.on !== 'document') return []
    const { tokens, sets } = ownCondition(rule.tests, context)
    return sets.length > 0 ? [] : (tokens ?? [])
  })
  return queries.length === 0 ? null : queries.join(' & ')
}
