import { OWN_FORMAT } from '../../own-format/format.ts'
import { splitList, splitOptionalList } from '../../own-format/lists.ts'
import { FileError } from '../failure.ts'
import type { RawRow } from '../raw-table.ts'
import { demandVersion, type RawRecord, SECTION_NAMES } from './raw-records.ts'

export interface NamedRows {
  name: string
  rows: readonly RawRow[]
}

type Cells = Record<string, unknown>

/** Sheets whose rows hang on a record of another sheet: its section, the column with its name, and the list they are. */
const CHILDREN = [
  { sheet: 'seller_links', of: 'parts', by: 'key', parent: 'key', list: 'seller_links' },
  { sheet: 'seller_numbers', of: 'parts', by: 'key', parent: 'key', list: 'seller_numbers' },
  { sheet: 'codes', of: 'parts', by: 'key', parent: 'key', list: 'codes' },
  { sheet: 'stock', of: 'parts', by: 'key', parent: 'key', list: 'stock' },
  { sheet: 'kit_lines', of: 'kits', by: 'kit', parent: 'name', list: 'lines' },
  { sheet: 'kit_unfitted', of: 'kits', by: 'kit', parent: 'name', list: 'unfitted' },
  { sheet: 'shopping_list_lines', of: 'shopping_lists', by: 'shopping_list', parent: 'name', list: 'lines' },
  { sheet: 'shopping_list_groups', of: 'shopping_lists', by: 'shopping_list', parent: 'name', list: 'groups' },
] as const

/** Sheets that older exports have not. */
const OPTIONAL: ReadonlySet<string> = new Set(['codes'])

const NUMBERS: ReadonlySet<string> = new Set([
  'box_no',
  'loc_no',
  'qty',
  'capacity',
  'pin_count',
  'minimum_quantity',
  'min_quantity',
  'multiple',
  'build_target',
  'required_per_unit',
  'quantity',
  'needed',
  'ordered',
  'received',
])

/** Columns whose empty cell is an empty text; of others it is no value. */
function isRequiredText(sheet: string, column: string): boolean {
  if (column === 'website' || column === 'name') return true
  return column === 'link' ? sheet === 'seller_links' : column === 'description' && ['boxes', 'parts'].includes(sheet)
}

/**
 * The records of a workbook, when it is our own export of the whole inventory.
 *
 * @throws FileError when a sheet is missing without which it would say less than it seems to.
 */
export function recordsOfSheets(sheets: readonly NamedRows[]): RawRecord[] | null {
  const byName = new Map(sheets.map((sheet) => [sheet.name, sheet]))
  const [head, values] = byName.get('inventory')?.rows ?? []
  if (head?.cells[0] !== 'format' || values?.cells[0] !== OWN_FORMAT) {
    if (!SECTION_NAMES.every((section) => byName.has(section))) return null
    throw missing('inventory', 'says the format and its version')
  }
  demandVersion(values.cells[1] ?? '')
  const rowsOf = (name: string) => recordsOf(name, byName.get(name)?.rows ?? [])
  const sections = new Map(SECTION_NAMES.map((section) => [section, rowsOf(section)]))
  for (const { sheet, of, by, parent, list } of CHILDREN) {
    const records = sections.get(of) ?? []
    if (records.length > 0 && !byName.has(sheet) && !OPTIONAL.has(sheet))
      throw missing(sheet, `belongs to the sheet ${of}`)
    const children = Map.groupBy(rowsOf(sheet), (cells) => cells[by])
    for (const record of records) {
      const own = children.get(record[parent]) ?? []
      record[list] = by === 'key' ? own : own.map(({ [by]: _, ...rest }) => rest)
    }
  }
  return [...sections].flatMap(([section, rows]) => rows.map((data) => ({ section, data })))
}

function missing(sheet: string, why: string): FileError {
  return new FileError(
    'NOT_IMPORTABLE',
    `The export has lost its sheet ${sheet}, which ${why}: export the inventory again, or name another kind`,
  )
}

function recordsOf(sheet: string, rows: readonly RawRow[]): Cells[] {
  const [head, ...rest] = rows
  if (head === undefined) return []
  return rest.map(({ cells }) =>
    Object.fromEntries(head.cells.map((column, index) => [column, cellValue(sheet, column, cells[index] ?? '')])),
  )
}

function cellValue(sheet: string, column: string, cell: string): unknown {
  if (column === 'tags') return splitOptionalList(cell)
  if (column === 'designators' || column === 'alternates') return splitList(cell)
  if (column === 'completion_mismatch') return cell === 'true' ? true : cell === 'false' ? false : cell
  if (cell === '') return isRequiredText(sheet, column) ? '' : null
  return NUMBERS.has(column) && /^-?\d{1,15}$/.test(cell) ? Number(cell) : cell
}
