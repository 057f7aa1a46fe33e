import type { ScopedRoutes } from '../../../plugins/auth/token-scopes.ts'

const READ_STOCK = [
  'GET /api/parts/:part_key',
  'GET /api/parts/:part_key/locations',
  'GET /api/boxes/:box_no',
  'GET /api/boxes/:box_no/locations',
  'GET /api/locations/:box_no/:loc_no',
]

/** What an access token may call that is restricted to a scope, beside `GET /api/auth/self`. The role counts as well. */
export const SCOPED_ROUTES: ScopedRoutes = {
  kicad: new Set([
    'GET /kicad-api/v1/',
    'GET /kicad-api/v1/categories.json',
    'GET /kicad-api/v1/parts/category/:category_id.json',
    'GET /kicad-api/v1/parts/:part_key.json',
    'GET /api/kicad/library-file',
    'GET /api/kicad/incomplete',
    'GET /api/cas/:hash_value',
  ]),
  scan: new Set([
    ...READ_STOCK,
    'POST /api/scans',
    'POST /api/scans/apply',
    'POST /api/inventory/parts/:part_key/stock',
    'DELETE /api/inventory/parts/:part_key/stock',
    'POST /api/inventory/parts/:part_key/move',
  ]),
  agent: new Set(['POST /mcp', 'GET /mcp', 'DELETE /mcp', 'GET /api/proposals']),
  metrics: new Set(['GET /metrics', 'GET /api/dashboard/stats']),
}
