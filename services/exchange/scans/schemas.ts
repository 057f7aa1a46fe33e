import { Type } from 'typebox'
import { PartBriefSchema } from '../../catalogue/parts/part-brief.ts'
import { Nullable, OneOf } from '../../schema-types.ts'
import { StockSlotSchema } from '../../stock/inventory/schemas.ts'
import { SCAN_ACTIONS } from './acting/scan-action.ts'
import { MATCH_REASONS } from './matching/matches.ts'
import { SCAN_KINDS } from './reading/code-reading.ts'
import { VENDORS } from './reading/vendors.ts'

const Text = (description?: string) => Nullable(Type.String(description === undefined ? {} : { description }))
const Int = (description?: string) => Nullable(Type.Integer(description === undefined ? {} : { description }))

export const PROPOSED_ACTIONS = ['open', 'put_away', 'take', 'receive', 'pick', 'create'] as const

const fields = {
  action: OneOf(PROPOSED_ACTIONS, { title: 'ProposedScanAction' }),
  part_key: Text(),
  box_no: Int(),
  loc_no: Int(),
  qty: Int('Pieces'),
  shopping_list_line_id: Int('The line that is received'),
  pick_list_line_id: Int('The line that is picked'),
  reason: Type.String({ description: 'In words, for people' }),
}
export const ScanProposalSchema = Type.Object(fields, { title: 'ScanProposal' })
export type ScanProposal = Type.Static<typeof ScanProposalSchema>

const CodeFieldSchema = Type.Object(
  {
    identifier: Type.String({ description: 'As the code has it; empty where there is none' }),
    name: Type.String({ description: '"unknown" for an identifier that is not known' }),
    value: Type.String(),
  },
  { title: 'CodeField' },
)

const ScanMatchSchema = Type.Object(
  {
    part: PartBriefSchema,
    score: Type.Number({ description: 'From 0 to 1; from 0.9 on it is the part, unless another one is as likely' }),
    reason: OneOf(MATCH_REASONS, { title: 'ScanMatchReason' }),
    seller_id: Int('The seller by whose number or link it was found'),
    locations: Type.Array(StockSlotSchema, { description: 'Where it lies, at most 20 places' }),
  },
  { title: 'ScanMatch' },
)

export const ScanSchema = Type.Object(
  {
    kind: OneOf(SCAN_KINDS, { title: 'ScanKind' }),
    vendor: Nullable(OneOf(VENDORS, { title: 'ScanVendor' })),
    id: Text('What a label of our own names: ABCD, 7-12, 7'),
    fields: Type.Array(CodeFieldSchema, { description: 'All fields of the code in their order' }),
    part_number: Text("The maker's"),
    maker: Text(),
    seller_part_number: Text(),
    quantity: Int(),
    lot: Text(),
    date_code: Text(),
    order_number: Text("The seller's where the code has it, else the customer's"),
    line_number: Text(),
    invoice_number: Text(),
    country: Text('Of origin'),
    seller_id: Int('The seller of the inventory that the vendor is'),
    part_code: Text(
      'By what the part can be known from now on, where the code has no number of a seller or a maker: a product code, an address, one number',
    ),
    matches: Type.Array(ScanMatchSchema, { description: 'Best first, at most 10' }),
    proposal: Nullable(ScanProposalSchema),
    warnings: Type.Array(Type.String(), { description: 'In words, for people' }),
  },
  { title: 'Scan' },
)
export type ScanDto = Type.Static<typeof ScanSchema>

export const AppliedScanSchema = Type.Object(
  {
    operation_id: Type.String({ format: 'uuid' }),
    done: Type.String({ description: 'In words, for people' }),
    action: OneOf(SCAN_ACTIONS, { title: 'ScanAction' }),
    qty: Type.Integer({ description: 'Pieces that came or went; the counted ones of a count' }),
    box_no: Type.Integer(),
    loc_no: Type.Integer(),
    difference: Int('Of a count: pieces more than there should be, or fewer when negative'),
    part: PartBriefSchema,
    locations: Type.Array(StockSlotSchema, { description: 'Where the part lies now' }),
    next: Nullable(ScanProposalSchema),
    warnings: Type.Array(Type.String(), { description: 'In words, for people' }),
  },
  { title: 'AppliedScan' },
)
export type AppliedScan = Type.Static<typeof AppliedScanSchema>
