import type { ImportKind } from '../../reading/kinds.ts'
import type { Options } from '../options.ts'

/** What is planned for. */
export interface ImportFacts {
  id: number
  kind: ImportKind
  fileName: string
  sha256: string
  options: Options
  seller: string | null
  orderNumber: string | null
  /** The highest id of a part when the rows were matched; null where they were matched just now, or it was not noted. */
  newestPart: number | null
}
