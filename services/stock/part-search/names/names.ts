import { kindsOfType } from '../../../catalogue/search-rules/document/part-units.ts'
import { sellerSubject, typeSubject } from '../../../catalogue/search-rules/matching/match-name.ts'
import type { ComponentKind } from '../../../catalogue/search-rules/words/component-kind.ts'
import { type NamedRow, NameIndex } from './name-index.ts'

/** The names of types and sellers as of one state of the database. They are not in the search documents. */
export class Names {
  readonly fingerprint: string
  readonly types: NameIndex
  readonly sellers: NameIndex
  readonly #typesByKind = new Map<ComponentKind, number[]>()

  /** @param fingerprint of the state, as the database computes it. */
  constructor(fingerprint: string, types: readonly NamedRow[], sellers: readonly NamedRow[]) {
    this.fingerprint = fingerprint
    this.types = new NameIndex(types, typeSubject)
    this.sellers = new NameIndex(sellers, sellerSubject)
    for (const { id, name } of types) {
      for (const kind of kindsOfType(name)) {
        this.#typesByKind.set(kind, [...(this.#typesByKind.get(kind) ?? []), id])
      }
    }
  }

  /** The types that are of a kind of component. */
  typesOfKind(kind: ComponentKind): readonly number[] {
    return this.#typesByKind.get(kind) ?? []
  }
}
