import type { Part } from '../../api/queries/parts.ts'
import type { Pile } from '../../shared/stock/changes.ts'

/** What the views of the page get. */
export interface PartViewProps {
  part: Part
  piles: Pile[]
}
