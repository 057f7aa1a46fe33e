import { type Static, Type } from 'typebox'
import { INT4_MAX } from '../../../plugins/int4.ts'
import { OWN_SECTIONS, type OwnData } from './records.ts'

const { properties: Part } = OWN_SECTIONS.parts
const { properties: Pile } = Part.stock.items
const { properties: Box } = OWN_SECTIONS.boxes

/** A row of the export `stock`: how many pieces of a part lie at a place. */
export const OwnStockRow = Type.Object({
  key: Part.key,
  description: Part.description,
  manufacturer_code: Part.manufacturer_code,
  package: Part.package,
  box_no: Pile.box_no,
  loc_no: Pile.loc_no,
  qty: Type.Integer({ minimum: 0, maximum: INT4_MAX }),
  box_description: Box.description,
})
export type OwnStockRow = Static<typeof OwnStockRow>

/** A row of the exports `parts` or `stock`, with the columns that the file has. */
export type OwnTableRow =
  | { table: 'parts'; columns: string[]; data: OwnData<'parts'> }
  | { table: 'stock'; columns: string[]; data: OwnStockRow }
