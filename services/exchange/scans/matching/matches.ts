import { bareNumber } from '../../../catalogue/part-identity/part-number.ts'
import { scoreNumber } from '../../imports/matching/score-number.ts'
import type { CodeReading } from '../reading/code-reading.ts'
import type { FoundPart } from './found.ts'

/** Why a part may be the one that a code means. */
export const MATCH_REASONS = [
  'key',
  'merged',
  'seller_number',
  'code',
  'reference',
  'order_line',
  'link',
  'number_and_maker',
  'number',
  'number_variant',
  'number_other_maker',
  'document',
  'search',
] as const
export type MatchReason = (typeof MATCH_REASONS)[number]

/** A part that a code may mean, and how likely. */
export interface CodeMatch extends Omit<FoundPart, 'reason'> {
  reason: MatchReason
  /** From 0 to 1. */
  score: number
}

const SCORES = {
  key: 1,
  merged: 0.99,
  seller_number: 0.99,
  code: 0.99,
  reference: 0.98,
  order_line: 0.97,
  link: 0.95,
  document: 0.9,
}
const SURE = 0.9
const LEAD = 0.02
const MOST = 10
const LEAST_NAME = 3

/** The parts that were found, each once, best first. */
export function rankMatches(reading: CodeReading, found: readonly FoundPart[]): CodeMatch[] {
  const best = new Map<string, CodeMatch>()
  for (const part of byWholeAddress(found)) {
    const match = scored(reading, part)
    const known = match === null ? undefined : best.get(match.key)
    if (match !== null && (known === undefined || known.score < match.score)) best.set(match.key, match)
  }
  return [...best.values()].sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1)).slice(0, MOST)
}

/** Links with another query count only where there is none with the same one. */
function byWholeAddress(found: readonly FoundPart[]): readonly FoundPart[] {
  if (found.some(({ reason }) => reason === 'link')) return found
  return found.map((part) => (part.reason === 'page' ? { ...part, reason: 'link' } : part))
}

function scored(reading: CodeReading, part: FoundPart): CodeMatch | null {
  const { reason } = part
  if (reason === 'named' || reason === 'page') return null
  if (reason !== 'number') return { ...part, reason, score: SCORES[reason] }
  if (reading.partNumber !== null) {
    const mpn = reading.partNumber
    const exact = scoreNumber({ mpn, manufacturer: reading.maker }, part)
    const isOther = exact === null || exact.reason === 'number_other_maker'
    const score =
      isOther && isShortFor(reading.maker, part.manufacturer) ? scoreNumber({ mpn, manufacturer: null }, part) : exact
    return score && { ...part, ...score, reason: reasonOf(score.reason) }
  }
  // A number that stands alone was asked for as a whole.
  const isSame = reading.numbers.some((number) => bareNumber(number) === bareNumber(part.manufacturer_code ?? ''))
  return isSame ? { ...part, reason: 'number', score: 0.92 } : null
}

/** Labels have short names of makers, such as STMicro. */
function isShortFor(label: string | null, maker: string | null): boolean {
  const [short, long] = [bareNumber(label ?? ''), bareNumber(maker ?? '')]
  return short.length >= LEAST_NAME && long.startsWith(short)
}

function reasonOf(reason: string): MatchReason {
  return MATCH_REASONS.find((each) => each === reason) ?? 'number'
}

/** The parts one of which the code means without doubt: several where one is as likely as the other. */
export function likelyMatches(matches: readonly CodeMatch[]): CodeMatch[] {
  const [first] = matches
  if (first === undefined || first.score < SURE) return []
  return matches.filter((match) => match === first || match.score > first.score - LEAD)
}

/** The part that the code means without doubt; null when there is none, or several are as likely. */
export function sureMatch(matches: readonly CodeMatch[]): CodeMatch | null {
  const [first = null, ...others] = likelyMatches(matches)
  return others.length > 0 ? null : first
}
