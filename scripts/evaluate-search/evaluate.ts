import type { ShelvedPart } from './labelled-part.ts'
import { isMeant, type LabelledQuery, mistakesOf } from './labels.ts'

/** How many hits count as found: nobody looks further. */
const LOOKED_AT = 10

/** Answers a query. @returns keys of the hits, best first. */
export type Search = (q: string) => Promise<string[]>

/** A query with what was found for it. */
export interface EvaluatedQuery extends LabelledQuery {
  /** Of the parts that are meant, or of ten where more are, the share among the first ten hits. */
  recall: number
  /** 1 by the place of the first hit that is meant; 0 when there is none. */
  reciprocalRank: number
  /** Hits that must never be: what they are found by wrongly. */
  violations: { kind: string; part: ShelvedPart }[]
  hits: ShelvedPart[]
  missed: ShelvedPart[]
}

function evaluate(query: LabelledQuery, parts: readonly ShelvedPart[], keys: readonly string[]): EvaluatedQuery {
  const byKey = new Map(parts.map((part) => [part.key, part]))
  const hits = keys.flatMap((key) => byKey.get(key) ?? [])
  const meant = parts.filter((part) => isMeant(part, query))
  if (query.nothing === null && meant.length === 0) throw new Error(`The label of "${query.q}" names no part`)
  const shown = hits.slice(0, LOOKED_AT)
  const found = shown.filter((part) => meant.includes(part))
  const first = hits.findIndex((part) => meant.includes(part))
  return {
    ...query,
    recall: meant.length === 0 ? 1 : found.length / Math.min(meant.length, LOOKED_AT),
    reciprocalRank: meant.length === 0 ? 1 : first < 0 ? 0 : 1 / (first + 1),
    violations: hits.flatMap((part) => mistakesOf(part, query).map((kind) => ({ kind, part }))),
    hits,
    missed: meant.filter((part) => !shown.includes(part)),
  }
}

/** Asks all queries, one after another. */
export async function evaluateAll(
  queries: readonly LabelledQuery[],
  parts: readonly ShelvedPart[],
  search: Search,
): Promise<EvaluatedQuery[]> {
  const evaluated: EvaluatedQuery[] = []
  for (const query of queries) evaluated.push(evaluate(query, parts, await search(query.q)))
  return evaluated
}

/** How good the answers to some queries are. */
export interface Quality {
  queries: number
  recall: number
  /** Of the queries that mean something. */
  reciprocalRank: number
  violations: Map<string, number>
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 1 : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** The mean over queries that mean some part, and the violations of all. */
export function measure(queries: readonly EvaluatedQuery[]): Quality {
  const meaning = queries.filter(({ nothing }) => nothing === null)
  const violations = new Map<string, number>()
  for (const { kind } of queries.flatMap((query) => query.violations)) {
    violations.set(kind, (violations.get(kind) ?? 0) + 1)
  }
  return {
    queries: queries.length,
    recall: mean(meaning.map(({ recall }) => recall)),
    reciprocalRank: mean(meaning.map(({ reciprocalRank }) => reciprocalRank)),
    violations,
  }
}
