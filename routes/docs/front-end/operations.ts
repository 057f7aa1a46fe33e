/**
 * The operations that the web front end knows, grouped by the error answers its document declares for them.
 *
 * A group's key lists status codes: a bare code stands for the error envelope, `V` for the list of validation errors
 * and `=Name` for another component; `-` is an operation declared without request body and answers (files, redirects,
 * streams, uploads).
 */
const BY_ERRORS: Record<string, string[]> = {
  '-': [
    'POST /api/attachment-sets/{set_id}/attachments',
    'GET /api/auth/callback',
    'GET /api/auth/login',
    'GET /api/auth/logout',
    'GET /api/cas/{hash_value}',
    'GET /api/icons/pdf',
    'GET /api/parts/attachment-preview/image',
    'GET /api/parts/attachment-proxy/content',
    'GET /api/pick-lists/{pick_list_id}/pdf',
    'PUT /api/sellers/{seller_id}/logo',
    'POST /api/sse/callback',
    'DELETE /api/tasks/{task_id}',
    'POST /api/tasks/{task_id}/cancel',
    'GET /api/tasks/{task_id}/status',
    'POST /api/testing/auth/clear',
    'POST /api/testing/auth/force-error',
    'GET /api/testing/content/html',
    'GET /api/testing/content/html-with-banner',
    'GET /api/testing/content/image',
    'GET /api/testing/content/pdf',
    'GET /api/testing/logs/stream',
    'GET /metrics',
  ],
  '400': [
    'POST /api/ai-parts/analyze',
    'POST /api/ai-parts/cleanup',
    'POST /api/ai-parts/create',
    'POST /api/boxes',
    'GET /api/kits',
    'GET /api/parts',
    'POST /api/parts',
    'POST /api/parts/attachment-preview',
    'POST /api/types',
  ],
  '400 404': [
    'DELETE /api/attachment-sets/{set_id}/attachments/{attachment_id}',
    'GET /api/attachment-sets/{set_id}/attachments/{attachment_id}',
    'PUT /api/attachment-sets/{set_id}/attachments/{attachment_id}',
    'PUT /api/attachment-sets/{set_id}/cover',
    'DELETE /api/boxes/{box_no}',
    'PUT /api/boxes/{box_no}',
    'POST /api/inventory/parts/{part_key}/move',
    'DELETE /api/inventory/parts/{part_key}/stock',
    'POST /api/inventory/parts/{part_key}/stock',
    'POST /api/kits/pick-list-memberships/query',
    'POST /api/kits/shopping-list-memberships/query',
    'POST /api/kits/{kit_id}/archive',
    'POST /api/kits/{kit_id}/pick-lists/preview',
    'POST /api/kits/{kit_id}/unarchive',
    'POST /api/parts/copy-attachment',
    'POST /api/parts/shopping-list-memberships/query',
    'PUT /api/parts/{part_key}',
    'POST /api/parts/{part_key}/shopping-list-memberships',
    'PUT /api/types/{type_id}',
  ],
  '400 404 409': [
    'PATCH /api/kits/{kit_id}',
    'POST /api/kits/{kit_id}/contents',
    'DELETE /api/kits/{kit_id}/contents/{content_id}',
    'PATCH /api/kits/{kit_id}/contents/{content_id}',
    'POST /api/kits/{kit_id}/pick-lists',
    'POST /api/kits/{kit_id}/shopping-lists',
    'PATCH /api/pick-lists/{pick_list_id}/lines/{line_id}',
    'PUT /api/sellers/{seller_id}',
    'PUT /api/shopping-list-lines/{line_id}',
    'POST /api/shopping-list-lines/{line_id}/complete',
    'POST /api/shopping-list-lines/{line_id}/receive',
    'PUT /api/shopping-lists/{list_id}',
    'POST /api/shopping-lists/{list_id}/lines',
    'POST /api/shopping-lists/{list_id}/seller-groups',
    'PUT /api/shopping-lists/{list_id}/seller-groups/{seller_id}',
    'PUT /api/shopping-lists/{list_id}/status',
  ],
  '400 409': ['POST /api/kits', 'POST /api/sellers', 'POST /api/shopping-lists'],
  '400=TestErrorResponseSchema.6b6ce9f': ['POST /api/testing/sse/task-event'],
  '400V': [
    'GET /api/auth/self',
    'GET /api/boxes',
    'GET /api/sellers',
    'GET /api/shopping-lists',
    'POST /api/testing/auth/session',
    'POST /api/testing/deployments/version',
    'POST /api/testing/tasks/start',
    'GET /api/types',
    'GET /health/healthz',
  ],
  '400V 401=HealthResponse.d817ae2': ['GET /health/drain'],
  '400V 404': [
    'GET /api/attachment-sets/{set_id}',
    'GET /api/attachment-sets/{set_id}/attachments',
    'DELETE /api/attachment-sets/{set_id}/cover',
    'GET /api/attachment-sets/{set_id}/cover',
    'GET /api/boxes/{box_no}',
    'GET /api/boxes/{box_no}/locations',
    'GET /api/boxes/{box_no}/usage',
    'GET /api/inventory/suggestions/{type_id}',
    'DELETE /api/kit-shopping-list-links/{link_id}',
    'DELETE /api/kits/{kit_id}',
    'GET /api/kits/{kit_id}',
    'GET /api/kits/{kit_id}/pick-lists',
    'GET /api/kits/{kit_id}/shopping-lists',
    'GET /api/locations/{box_no}/{loc_no}',
    'GET /api/parts/{part_key}',
    'GET /api/parts/{part_key}/history',
    'GET /api/parts/{part_key}/kit-reservations',
    'GET /api/parts/{part_key}/kits',
    'GET /api/parts/{part_key}/locations',
    'DELETE /api/parts/{part_key}/seller-links/{seller_link_id}',
    'GET /api/parts/{part_key}/shopping-list-memberships',
    'DELETE /api/pick-lists/{pick_list_id}',
    'GET /api/pick-lists/{pick_list_id}',
    'GET /api/sellers/{seller_id}',
    'DELETE /api/sellers/{seller_id}/logo',
    'DELETE /api/shopping-list-lines/{line_id}',
    'DELETE /api/shopping-lists/{list_id}',
    'GET /api/shopping-lists/{list_id}',
    'GET /api/shopping-lists/{list_id}/kits',
    'GET /api/shopping-lists/{list_id}/lines',
    'GET /api/shopping-lists/{list_id}/seller-groups/{seller_id}',
    'GET /api/types/{type_id}',
  ],
  '400V 404 409': [
    'DELETE /api/parts/{part_key}',
    'POST /api/parts/{part_key}/seller-links',
    'POST /api/pick-lists/{pick_list_id}/lines/{line_id}/pick',
    'POST /api/pick-lists/{pick_list_id}/lines/{line_id}/undo',
    'DELETE /api/sellers/{seller_id}',
    'DELETE /api/shopping-lists/{list_id}/seller-groups/{seller_id}',
    'DELETE /api/types/{type_id}',
  ],
  '400V 500': [
    'GET /api/dashboard/category-distribution',
    'GET /api/dashboard/low-stock',
    'GET /api/dashboard/parts-without-documents',
    'GET /api/dashboard/recent-activity',
    'GET /api/dashboard/stats',
    'GET /api/dashboard/storage-summary',
  ],
  '400V 503=HealthResponse.d817ae2': ['GET /health/readyz'],
}

/** How the front end's document declares an operation. */
export interface FrontEndOperation {
  /** Without request body and answers. */
  bare: boolean
  /** Component key of the answer for each 4xx and 5xx status. */
  errors: [status: string, component: string][]
}

function parse(group: string): FrontEndOperation {
  if (group === '-') return { bare: true, errors: [] }
  const errors = group.split(' ').map((item): [string, string] => {
    const status = item.slice(0, 3)
    const rest = item.slice(3)
    if (rest === '') return [status, 'ErrorResponseSchema.c2a0d71']
    return [status, rest === 'V' ? 'ValidationError.6a07bef' : rest.slice(1)]
  })
  return { bare: false, errors }
}

/** By method and path, as in `GET /api/types/{type_id}`. */
export const FRONT_END_OPERATIONS: ReadonlyMap<string, FrontEndOperation> = new Map(
  Object.entries(BY_ERRORS).flatMap(([group, operations]) => operations.map((name) => [name, parse(group)] as const)),
)
