import type { RowOf } from '../../../../plugins/database/statement.ts'
import { joinList } from '../../own-format/lists.ts'
import type { Cell } from '../cell.ts'
import type { KIT_LINES } from '../kit-statements.ts'

export type KitLine = RowOf<typeof KIT_LINES>

/** How the lines of a kit are laid out: for reading them again, for KiCad, and for the assembly service JLCPCB. */
export const KIT_LAYOUTS = ['own', 'kicad', 'jlcpcb'] as const
export type KitLayout = (typeof KIT_LAYOUTS)[number]

interface Layout {
  columns: readonly string[]
  /** The cells of a line; null for one that is left out. */
  cells(line: KitLine): Cell[] | null
}

/** A list as people write it in a bill of materials. */
function places({ designators }: KitLine): string {
  return designators.join(',')
}

const LAYOUTS: Readonly<Record<KitLayout, Layout>> = {
  own: {
    columns: [
      'designators',
      'qty',
      'key',
      'description',
      'manufacturer_code',
      'manufacturer',
      'package',
      'dnp',
      'alternates',
      'note',
    ],
    cells: (line) => [
      joinList(line.designators),
      line.qty,
      line.key,
      line.description,
      line.manufacturer_code,
      line.manufacturer,
      line.package,
      line.dnp ? 'DNP' : '',
      joinList(line.alternates),
      line.note,
    ],
  },
  kicad: {
    columns: ['Reference', 'Qty', 'Value', 'DNP', 'Footprint', 'Manufacturer', 'MPN', 'Key', 'Note'],
    cells: (line) => [
      places(line),
      line.qty,
      line.description,
      line.dnp ? 'DNP' : '',
      line.package,
      line.manufacturer,
      line.manufacturer_code,
      line.key,
      line.note,
    ],
  },
  // What is not fitted has no place in an order for fitting.
  jlcpcb: {
    columns: ['Comment', 'Designator', 'Footprint', 'JLCPCB Part #'],
    cells: (line) =>
      line.dnp ? null : [line.manufacturer_code ?? line.description, places(line), line.package, line.assembly_number],
  },
}

/** The lines of a kit in a layout. */
export function layOutKit(
  lines: readonly KitLine[],
  layout: KitLayout,
): { columns: readonly string[]; rows: Cell[][] } {
  const { columns, cells } = LAYOUTS[layout]
  return { columns, rows: lines.flatMap((line) => [cells(line) ?? []].filter((row) => row.length > 0)) }
}
