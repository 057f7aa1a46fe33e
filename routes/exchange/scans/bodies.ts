import { type Static, Type } from 'typebox'
import { SCAN_ACTIONS, type ScanOrder } from '../../../services/exchange/scans/acting/scan-action.ts'
import type { ScanContext } from '../../../services/exchange/scans/proposing/proposal.ts'
import { Int32, Nullable, OneOf } from '../../../services/schema-types.ts'
import { OperationNote } from '../../../services/stock/operations/schemas.ts'
import { PartCreate, toPartFields } from '../../catalogue/parts/part-body.ts'

export const Code = Type.String({
  minLength: 1,
  maxLength: 2000,
  // The separators of a code are control characters.
  'x-verbatim': true,
  description: 'As a scanner has sent it, or as it was typed. Characters that a scanner has replaced are understood',
})
const Id = (description: string) => Type.Optional(Nullable(Int32({ minimum: 1, description })))
const BagText = (description: string) => Type.Optional(Nullable(Type.String({ maxLength: 100, description })))
const Switch = (description: string) => Type.Optional(Nullable(Type.Boolean({ default: false, description })))

const Context = Type.Object(
  {
    box_no: Id('The box that somebody stands at'),
    loc_no: Id('The location in it'),
    pick_list_id: Id('The pick list that is being picked'),
    shopping_list_id: Id('The shopping list whose bags are being received'),
  },
  // A number of a location says nothing without its box.
  { title: 'ScanContext', dependentRequired: { loc_no: ['box_no'] } },
)

/** As `POST /api/parts` has it. The document has one schema for both, whose example stands with the body there. */
const NewPart = Type.Object(PartCreate.properties, { title: 'PartCreate' })

export const ReadScan = Type.Object(
  { code: Code, context: Type.Optional(Nullable(Context)) },
  { title: 'ReadScan', examples: [{ code: '{pbn:PICK2311,on:WM2311,pc:C25804,pm:0603WAF1002T5E,qty:100}' }] },
)

export const ApplyScan = Type.Object(
  {
    code: Code,
    action: OneOf(SCAN_ACTIONS, { title: 'ScanAction' }),
    part_key: Type.Optional(
      Nullable(Type.String({ maxLength: 10, description: 'The part; by default the one that the code means' })),
    ),
    box_no: Id('Where; by default where the code says, or the only place where the part lies'),
    loc_no: Id('The location in the box'),
    qty: Type.Optional(
      Nullable(
        Int32({ minimum: 0, description: 'Pieces; by default those of the code. For a count the counted ones' }),
      ),
    ),
    create: Type.Optional(Nullable(NewPart)),
    lot: BagText('Of the bag, by default that of the code'),
    date_code: BagText('Of the bag, by default that of the code'),
    order_number: BagText('By default that of the code'),
    unit_price: Type.Optional(
      Nullable(
        Type.String({
          pattern: '^[0-9]{1,10}(\\.[0-9]{1,6})?$',
          'x-hint': 'must be a decimal number with at most 6 decimals, such as 0.0316',
          'x-blank': 'kept',
          description: 'Goes with the currency',
        }),
      ),
    ),
    currency: Type.Optional(
      Nullable(
        Type.String({
          pattern: '^[A-Z]{3}$',
          'x-hint': 'must be three capital letters, such as EUR',
          'x-blank': 'kept',
          description: 'ISO 4217',
        }),
      ),
    ),
    remember_number: Switch(
      "Whether the part is to be known by the seller's number from now on, or by the code where it has none",
    ),
    shopping_list_line_id: Id('The line that is received'),
    pick_list_line_id: Id('The line that is picked'),
    confirm: Switch('Whether it is done though something speaks against it'),
    note: OperationNote,
  },
  {
    title: 'ApplyScan',
    examples: [{ code: 'ABCD', action: 'put_away', part_key: 'ABCD', box_no: 1, loc_no: 1, qty: 100 }],
  },
)

export function toContext(context: Static<typeof ReadScan>['context']): ScanContext {
  return {
    boxNo: context?.box_no ?? null,
    locNo: context?.loc_no ?? null,
    pickListId: context?.pick_list_id ?? null,
    shoppingListId: context?.shopping_list_id ?? null,
  }
}

export function toOrder(body: Static<typeof ApplyScan>): ScanOrder {
  const { create = null } = body
  return {
    code: body.code,
    action: body.action,
    partKey: body.part_key ?? null,
    boxNo: body.box_no ?? null,
    locNo: body.loc_no ?? null,
    qty: body.qty ?? null,
    create: create === null ? null : { ...toPartFields(create), description: create.description },
    lot: body.lot ?? null,
    dateCode: body.date_code ?? null,
    orderNumber: body.order_number ?? null,
    unitPrice: body.unit_price ?? null,
    currency: body.currency ?? null,
    rememberNumber: body.remember_number ?? false,
    shoppingListLineId: body.shopping_list_line_id ?? null,
    pickListLineId: body.pick_list_line_id ?? null,
    confirm: body.confirm ?? false,
    note: body.note ?? null,
  }
}
