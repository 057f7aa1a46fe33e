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
 * The records of a document, when it is our own export of the whole inventory. One that has lost a part of its head is known
 * by its sections.
 *
 * @throws FileError for one of another version, or with a section that is no list.
 */
export function recordsOfJson(document: object): RawRecord[] | null {
  if (!isInventory(document)) return null
  demandVersion(Reflect.get(document, 'version'))
  return SECTION_NAMES.flatMap((section) => {
    const list: unknown = Object.hasOwn(document, section) ? Reflect.get(document, section) : []
    if (!Array.isArray(list)) throw new FileError('UNREADABLE', `The section ${section} of the export is no list`)
    return list.map((data: unknown) => ({ section, data }))
  })
}

function isInventory(document: object): boolean {
  const format: unknown = Reflect.get(document, 'format')
  const name: unknown = Reflect.get(document, 'export')
  if ((format ?? OWN_FORMAT) !== OWN_FORMAT || (name ?? 'inventory') !== 'inventory') return false
  if (format === OWN_FORMAT && name === 'inventory') return true
  const sections = SECTION_NAMES.filter((section) => Object.hasOwn(document, section))
  return format === OWN_FORMAT ? sections.length > 0 : sections.length === SECTION_NAMES.length
}

/** @throws FileError when the file is of a version that this service does not know, or does not say its version. */
export function demandVersion(version: unknown): void {
  if (version === OWN_FORMAT_VERSION || version === String(OWN_FORMAT_VERSION)) return
  const found = version === undefined || version === '' ? 'no version' : `the version ${String(version).slice(0, 20)}`
  throw new FileError(
    'NOT_IMPORTABLE',
    `The export has ${found}, and ${OWN_FORMAT_VERSION} is the only one that is known: export the inventory again`,
  )
}
