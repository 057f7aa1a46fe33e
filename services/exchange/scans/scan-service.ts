import { performance } from 'node:perf_hooks'
import type { Database } from '../../../plugins/database/database.ts'
import type { PartSearch } from '../../stock/part-search/part-search.ts'
import { type KnownCode, lookUp } from './matching/code-matcher.ts'
import { type CodeMatch, sureMatch } from './matching/matches.ts'
import { searchMatches } from './matching/search-matches.ts'
import { warningsOf } from './matching/warnings-of.ts'
import { SCAN_DURATION_SECONDS, SCANS_TOTAL } from './metrics.ts'
import type { ScanContext } from './proposing/proposal.ts'
import type { Proposer } from './proposing/proposer.ts'
import { readCode } from './reading/read-code.ts'
import type { ScanDto } from './schemas.ts'

/** Says what codes mean, and what is to be done with what carries them. */
export class ScanService {
  readonly #db: Database
  readonly #search: PartSearch
  readonly #proposer: Proposer

  constructor(db: Database, search: PartSearch, proposer: Proposer) {
    this.#db = db
    this.#search = search
    this.#proposer = proposer
  }

  /**
   * Reads a code. It changes nothing.
   *
   * @param code as a scanner has sent it, or as it was typed.
   */
  async scan(code: string, context: ScanContext): Promise<ScanDto> {
    const started = performance.now()
    const found = await lookUp(this.#db, readCode(code))
    const known = await this.#withSearch(found)
    const { proposal, warnings } = await this.#proposer.propose(known, context)
    const matched = sureMatch(known.matches) !== null ? 'sure' : known.matches.length > 0 ? 'several' : 'none'
    SCANS_TOTAL.inc({ kind: known.reading.kind, matched })
    SCAN_DURATION_SECONDS.observe(Math.max(0, performance.now() - started) / 1000)
    return { ...toDto(known), proposal, warnings: [...warningsOf(known), ...warnings] }
  }

  /** A code that no rule finds a part for is searched for. */
  async #withSearch(known: KnownCode): Promise<KnownCode> {
    const { reading, matches } = known
    const isSearched = reading.own === null && reading.kind !== 'distributor_packing_list'
    if (matches.length > 0 || !isSearched || !/[\p{L}\p{N}]/u.test(reading.words)) return known
    return { ...known, matches: await searchMatches(this.#search, reading.words) }
  }
}

function toDto({ reading, matches, sellerIds, code }: KnownCode): Omit<ScanDto, 'proposal' | 'warnings'> {
  return {
    kind: reading.kind,
    vendor: reading.vendor,
    id: reading.own?.id ?? null,
    fields: reading.fields,
    part_number: reading.partNumber,
    maker: reading.maker,
    seller_part_number: reading.sellerPartNumber,
    quantity: reading.quantity,
    lot: reading.lot,
    date_code: reading.dateCode,
    order_number: reading.orderNumber,
    line_number: reading.lineNumber,
    invoice_number: reading.invoiceNumber,
    country: reading.country,
    seller_id: sellerIds[0] ?? null,
    part_code: code,
    matches: matches.map(toMatch),
  }
}

function toMatch({ part, score, reason, seller_id, locations }: CodeMatch): ScanDto['matches'][number] {
  return { part, score, reason, seller_id, locations }
}
