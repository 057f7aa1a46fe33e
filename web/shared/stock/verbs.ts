/** What can be done with a part's stock. */
export type StockVerb = 'take' | 'put' | 'move' | 'count'

export const VERBS: Readonly<Record<StockVerb, string>> = {
  take: 'Take',
  put: 'Put',
  move: 'Move',
  count: 'Count',
}
