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
}
