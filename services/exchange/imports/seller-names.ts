import { LRUCache } from 'lru-cache'
import { sellerName } from '../reading/recognise/name-of-seller.ts'

/** Thousands of rows name the same few. */
const FOLDED = new LRUCache<string, string>({ max: 200 })

/**
 * A seller's name as it is compared: well-known sellers by one of their names, and all of them without case, hyphens and
 * blanks. "DigiKey", "Digi-Key" and "digi key" are one seller.
 */
export function foldSeller(name: string): string {
  const known = FOLDED.get(name)
  if (known !== undefined) return known
  const folded = foldName(name)
  FOLDED.set(name, folded)
  return folded
}

function foldName(name: string): string {
  const plain = sellerName(name).normalize('NFKC').toLowerCase()
  return plain.replaceAll(/[^\p{L}\p{N}]+/gu, '') || plain
}

/** The sellers that there are, by the names that files have for them. */
export class SellerNames {
  readonly #names = new Map<number, string>()
  readonly #byName = new Map<string, number>()
  readonly #byFold = new Map<string, number[]>()

  /** @param sellers in the order in which they were made. */
  constructor(sellers: readonly { id: number; name: string }[]) {
    for (const { id, name } of sellers) {
      this.#names.set(id, name)
      const plain = name.toLowerCase()
      if (!this.#byName.has(plain)) this.#byName.set(plain, id)
      const fold = foldSeller(name)
      this.#byFold.set(fold, [...(this.#byFold.get(fold) ?? []), id])
    }
  }

  nameOf(id: number): string | null {
    return this.#names.get(id) ?? null
  }

  /** The seller with this name; where several are written alike, the one that is written so, else the first. */
  idOf(name: string): number | undefined {
    return this.#byName.get(name.toLowerCase()) ?? this.#byFold.get(foldSeller(name))?.[0]
  }

  /** All sellers that are written alike. */
  idsOf(name: string): readonly number[] {
    return this.#byFold.get(foldSeller(name)) ?? []
  }
}
