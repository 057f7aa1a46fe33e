import { until } from '../support/until.ts'
import type { Fixtures } from './fixtures.ts'
import type { Recipe } from './recipes.ts'

interface ImportState {
  id: number
  status: string
  version: number
}

/** States in which a task of the import is at work. */
const AT_WORK = new Set(['reading', 'committing', 'undoing'])

async function settled(make: Fixtures, id: number): Promise<ImportState> {
  const read = async () => (await make.get(`/imports/${id}`)) as ImportState
  let state = await read()
  await until(async () => {
    if (AT_WORK.has(state.status)) state = await read()
    return !AT_WORK.has(state.status)
  })
  return state
}

/** An import of one new part, read and not yet written. */
async function proposed(make: Fixtures): Promise<ImportState> {
  const { id } = await make.post('/imports', {
    file_name: 'parts.csv',
    text: `MPN,Description,Quantity\nMPN-${make.name()},A part,3\n`,
    kind: 'parts_list',
    options: { stock: 'ignore' },
  })
  return settled(make, id)
}

async function committed(make: Fixtures): Promise<ImportState> {
  const { id, version } = await proposed(make)
  await make.post(`/imports/${id}/commit`, { version, rows: 'all' })
  return settled(make, id)
}

const mapping = (make: Fixtures) => ({
  name: make.name(),
  kind: 'parts_list',
  columns: [{ header: make.name(), field: 'mpn' }],
})

const mappingId = async (make: Fixtures) => (await make.post('/import-mappings', mapping(make))).id

/** Calls of what imports files. */
export const IMPORT_RECIPES: Record<string, Recipe> = {
  'GET /api/imports': () => ({ query: { status: 'proposed,failed', limit: '5' } }),
  'POST /api/imports': () => ({ body: { text: 'MPN,Quantity\nBC547B,5\n', file_name: 'a.csv', kind: 'parts_list' } }),
  'GET /api/imports/{import_id}': async (make) => ({ path: [(await proposed(make)).id] }),
  'PATCH /api/imports/{import_id}': async (make) => {
    const { id, version } = await proposed(make)
    return { path: [id], body: { version, kind: 'parts_list', header_row: 1 } }
  },
  'DELETE /api/imports/{import_id}': async (make) => ({ path: [(await proposed(make)).id] }),
  'POST /api/imports/{import_id}/commit': async (make) => {
    const { id, version } = await proposed(make)
    return { path: [id], body: { version, rows: 'all' }, status: 202 }
  },
  'POST /api/imports/{import_id}/undo': async (make) => ({ path: [(await committed(make)).id] }),
  'GET /api/imports/{import_id}/rows': async (make) => ({
    path: [(await proposed(make)).id],
    query: { show: 'all', limit: '5' },
  }),
  'PATCH /api/imports/{import_id}/rows': async (make) => {
    const { id, version } = await proposed(make)
    return { path: [id], body: { version, show: 'all', decision: { action: 'skip' } } }
  },
  'PATCH /api/imports/{import_id}/rows/{row_no}': async (make) => {
    const { id } = await proposed(make)
    return { path: [id, 2], body: { version: 1, decision: { action: 'skip' }, remember: false } }
  },
  'GET /api/imports/{import_id}/report': async (make) => ({
    path: [(await committed(make)).id],
    query: { format: 'json' },
  }),
  'GET /api/imports/{import_id}/file': async (make) => ({
    path: [(await proposed(make)).id],
    type: 'application/octet-stream',
  }),
  'GET /api/import-kinds': () => ({}),
  'GET /api/import-mappings': () => ({}),
  'POST /api/import-mappings': (make) => ({ body: mapping(make) }),
  'PUT /api/import-mappings/{mapping_id}': async (make) => ({ path: [await mappingId(make)], body: mapping(make) }),
  'DELETE /api/import-mappings/{mapping_id}': async (make) => ({ path: [await mappingId(make)] }),
}
