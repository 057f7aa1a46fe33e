import { OWN_FORMAT, OWN_FORMAT_VERSION } from '../../own-format/format.ts'
import type { OwnSection } from '../../own-format/records.ts'
import { FileError } from '../failure.ts'

/** A record of an export of our own, not checked yet. */
export interface RawRecord {
  section: OwnSection
  data: unknown
}

export const SECTION_NAMES: readonly OwnSection[] = ['sellers', 'types', 'boxes', 'parts', 'kits', 'shopping_lists']

/**
 * The records of a document, when it is our own export of the whole inventory.
 *
 * @throws FileError for one of a newer version.
 */
export function recordsOfJson(document: object): RawRecord[] | null {
  if (Reflect.get(document, 'format') !== OWN_FORMAT || Reflect.get(document, 'export') !== 'inventory') return null
  demandVersion(Reflect.get(document, 'version'))
  return SECTION_NAMES.flatMap((section) => {
    const list: unknown = Object.hasOwn(document, section) ? Reflect.get(document, section) : []
    return Array.isArray(list) ? list.map((data: unknown) => ({ section, data })) : []
  })
}

/** @throws FileError when the file is of a version that this service does not know. */
export function demandVersion(version: unknown): void {
  if (version === OWN_FORMAT_VERSION || version === String(OWN_FORMAT_VERSION)) return
  throw new FileError(
    'NOT_IMPORTABLE',
    `The export has the version ${String(version).slice(0, 20)}, and ${OWN_FORMAT_VERSION} is the only one that is known`,
  )
}
