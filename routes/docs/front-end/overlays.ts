/** How a component of the front end's document differs from ours; every property it does not name is required. */
export interface Overlay {
  /** Properties on the wire that the front end's document leaves out. */
  omit?: readonly string[]
  /** The only properties that it shows. */
  only?: readonly string[]
  /** Properties that are not required and have no default. */
  optional?: readonly string[]
  /** Properties that are not required and have this default. */
  defaults?: Readonly<Record<string, unknown>>
  /** Properties that may also be null there. */
  nullable?: readonly string[]
  /** Properties that may be null on the wire, but not there. */
  notNull?: readonly string[]
  /** Further properties are refused. */
  closed?: true
}

function nulls(...names: string[]): Record<string, null> {
  return Object.fromEntries(names.map((name) => [name, null]))
}

const TECHNICAL = [
  'package',
  'pin_count',
  'pin_pitch',
  'voltage_rating',
  'input_voltage',
  'output_voltage',
  'mounting_type',
  'series',
  'dimensions',
]
/** Who, why and from where, in rows of the ledger. */
const WHY = ['operation_id', 'reason', 'actor', 'actor_name', 'source', 'note', 'lot', 'date_code']
const PART_FIELDS = nulls('manufacturer_code', 'type_id', 'manufacturer', 'product_page', ...TECHNICAL)
const KIT_BADGES = { cover_url: null, shopping_list_badge_count: 0, pick_list_badge_count: 0 }

/** By name, without suffix, in the front end's document. */
export const OVERLAYS: Readonly<Record<string, Overlay>> = {
  AIPartCreateSchema: { defaults: { ...PART_FIELDS, tags: [], documents: [] }, closed: true },
  AddStockSchema: { omit: ['note'] },
  AttachmentListSchema: { defaults: nulls('url', 'attachment_url', 'preview_url') },
  AttachmentResponseSchema: { defaults: nulls('attachment_url', 'preview_url') },
  AttachmentSetResponseSchema: { optional: ['attachments'] },
  AttachmentUpdateSchema: { defaults: nulls('title') },
  CopyAttachmentRequestSchema: { defaults: { set_as_cover: false } },
  DeploymentTriggerRequestSchema: { defaults: nulls('changelog') },
  DocumentSuggestionSchema: { defaults: { is_cover_image: false, preview: null } },
  HealthResponse: { only: ['status', 'ready'] },
  KitContentCreateSchema: { omit: ['part_key'], notNull: ['part_id'], defaults: nulls('note') },
  KitContentDetailSchema: { optional: ['active_reservations'] },
  KitContentUpdateSchema: { defaults: nulls('note', 'required_per_unit') },
  KitCreateSchema: { defaults: { description: null, build_target: 1 } },
  KitDetailResponseSchema: {
    omit: ['is_archived'],
    optional: ['contents', 'shopping_list_links', 'pick_lists'],
    defaults: KIT_BADGES,
  },
  KitMembershipBulkQueryRequestSchema: { defaults: { include_done: false } },
  KitPickListCreateSchema: { defaults: nulls('shortfall_handling') },
  KitPickListDetailSchema: { omit: ['is_archived_ui'], optional: ['lines'] },
  KitPickListMembershipQueryItemSchema: { optional: ['pick_lists'] },
  KitPickListMembershipQueryResponseSchema: { optional: ['memberships'] },
  KitPickListMembershipSchema: { omit: ['is_archived_ui'] },
  KitPickListPreviewResponseSchema: { optional: ['parts_with_shortfall'] },
  KitPickListSummarySchema: { omit: ['is_archived_ui'] },
  KitResponseSchema: { omit: ['is_archived'], defaults: KIT_BADGES },
  KitShoppingListLinkResponseSchema: { defaults: nulls('link', 'shopping_list') },
  KitShoppingListMembershipQueryItemSchema: { optional: ['memberships'] },
  KitShoppingListMembershipQueryResponseSchema: { optional: ['memberships'] },
  KitShoppingListRequestSchema: {
    defaults: {
      ...nulls('units', 'shopping_list_id', 'new_list_name', 'new_list_description', 'note_prefix'),
      honor_reserved: false,
    },
  },
  KitSummarySchema: { omit: ['is_archived'], defaults: KIT_BADGES },
  KitUpdateSchema: { defaults: nulls('name', 'description', 'build_target') },
  LocationResponseSchema: { omit: ['is_occupied', 'part_assignments'] },
  LowStockItemSchema: { defaults: nulls('type_name') },
  MoveStockSchema: { omit: ['note'] },
  PartCreateSchema: { omit: ['minimum_quantity'], defaults: { ...PART_FIELDS, tags: null } },
  PartKitReservationsResponseSchema: { optional: ['active_reservations'] },
  PartLocationResponseSchema: { omit: ['counted_at'] },
  PartListSchema: { omit: ['id', 'total_quantity'], defaults: nulls('cover_url') },
  PartResponseSchema: {
    omit: ['id', 'total_quantity', 'minimum_quantity'],
    optional: ['seller_links'],
    defaults: {
      ...nulls('type', 'manufacturer', 'product_page', 'cover_url', ...TECHNICAL),
      used_in_kits: false,
    },
  },
  PartShoppingListMembershipCreateSchema: { defaults: nulls('seller_id', 'note') },
  PartShoppingListMembershipQueryItemSchema: { optional: ['memberships'] },
  PartShoppingListMembershipQueryRequestSchema: { defaults: { include_done: false } },
  PartShoppingListMembershipQueryResponseSchema: { optional: ['memberships'] },
  PartShoppingListMembershipSchema: { defaults: nulls('seller', 'note') },
  PartSellerCreateSchema: { omit: ['seller_part_number'] },
  PartSellerLinkSchema: { omit: ['seller_part_number'] },
  PartUpdateSchema: {
    omit: ['minimum_quantity'],
    nullable: ['description'],
    defaults: { ...PART_FIELDS, ...nulls('description', 'tags') },
  },
  PartWithTotalSchema: {
    omit: ['id', 'minimum_quantity'],
    optional: ['seller_links'],
    defaults: nulls('manufacturer', 'cover_url', 'locations', 'kits', 'shopping_lists', ...TECHNICAL),
  },
  PartsWithoutDocumentsSchema: { defaults: nulls('type_name') },
  PickListLineContentSchema: { defaults: nulls('cover_url') },
  QuantityHistoryResponseSchema: { omit: WHY },
  RecentActivitySchema: { omit: ['id', ...WHY], defaults: nulls('location_reference') },
  RemoveStockSchema: { omit: ['note'] },
  SellerUpdateSchema: { defaults: nulls('name', 'website') },
  ShoppingListCreateSchema: { defaults: nulls('description') },
  ShoppingListLineCompleteSchema: { defaults: nulls('mismatch_reason') },
  ShoppingListLineCountsSchema: { omit: ['total'] },
  ShoppingListLineCreateSchema: { omit: ['part_key'], notNull: ['part_id'], defaults: nulls('seller_id', 'note') },
  ShoppingListLineListSchema: { defaults: nulls('seller_link') },
  ShoppingListLineResponseSchema: {
    omit: ['is_editable', 'warnings'],
    optional: ['part_locations'],
    defaults: nulls('seller_link'),
  },
  ShoppingListLineUpdateSchema: { defaults: nulls('needed', 'ordered', 'note', 'seller_id') },
  ShoppingListListSchema: { omit: ['has_ordered_lines', 'last_updated'] },
  ShoppingListResponseSchema: { omit: ['has_ordered_lines'], optional: ['seller_groups'] },
  ShoppingListSellerGroupSchema: { defaults: { note: '', status: null, completed: false } },
  ShoppingListSellerGroupUpdateSchema: { defaults: nulls('note', 'status') },
  ShoppingListUpdateSchema: { defaults: nulls('name', 'description') },
  TaskEventRequestSchema: { defaults: nulls('data') },
  TaskStartRequestSchema: { optional: ['params'], defaults: { task_type: 'demo_task' } },
  TaskStartResponseSchema: { defaults: { status: 'started' } },
  TestSessionCreateSchema: { optional: ['roles'], defaults: nulls('name', 'email') },
  TestSessionResponseSchema: { defaults: nulls('name', 'email') },
  TypeResponseSchema: { omit: ['part_count'] },
  UrlPreviewResponseSchema: { omit: ['refusal'], defaults: nulls('title', 'image_url') },
}
