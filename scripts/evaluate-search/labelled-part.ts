/** What is known of a part, by which labels name it: `kind` fuse, `amp` 2A. A part may have several of a fact. */
export type Facts = Readonly<Record<string, string | number | readonly string[]>>

/** A part of the inventory that searches are tried on. */
export interface LabelledPart {
  type: string
  maker: string
  /** Null for a part without a number. */
  number: string | null
  description: string
  facts: Facts
  package?: string
  pins?: number
  pitch?: string
  series?: string
  dimensions?: string
  mounting?: string
  voltage?: string
  input?: string
  output?: string
  tags?: readonly string[]
  seller?: string
}

/** A part on a shelf. */
export interface ShelvedPart extends LabelledPart {
  key: string
  /** The only place where it lies; null when there are no pieces. */
  stock: { box: number; location: number; quantity: number } | null
}

/** The texts of a fact, of which a part may have several. */
export function factsOf(part: LabelledPart, name: string): readonly string[] {
  const fact = part.facts[name]
  if (fact === undefined) return []
  return typeof fact === 'object' ? fact : [String(fact)]
}
