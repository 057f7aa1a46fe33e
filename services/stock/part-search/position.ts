/** The place of a part in an order: the next page begins behind it. */
export type Position =
  /** `seen` hits were on earlier pages. */
  | { order: 'relevance'; rank: number; created: string; id: number; seen: number }
  | { order: 'newest'; created: string; id: number }
  | { order: 'stock'; stock: number; created: string; id: number }
