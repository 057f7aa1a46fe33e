import type { FastifyInstance } from 'fastify'
import { INCLUDES } from '../../services/overviews/part-list/part-list.ts'

/** A page is asked for at the end of the list, so many parts before the last one. */
const BEFORE_LAST = 60
/** Boxes, kits, lists and parts that are asked for in turn. */
const EXAMPLES = 20
/** Kits and lists with about so many lines are asked for, whatever the size of the inventory. */
const LINES = 20

export interface Inventory {
  instance: FastifyInstance
  url: string
  parts: number
}

type Paths = (inventory: Inventory) => Promise<readonly string[]>

async function ids({ instance }: Inventory, sql: string): Promise<(string | number)[]> {
  return (await instance.db.query<{ id: string | number }>(sql, [EXAMPLES])).map(({ id }) => id)
}

/** @param sql answers ids of `$1` examples. */
function each(sql: string, pathOf: (id: string | number) => string): Paths {
  return async (inventory) => (await ids(inventory, sql)).map(pathOf)
}

function path(...paths: string[]): Paths {
  return async () => paths
}

const SOME_PARTS = 'select key as id from parts order by md5(key) limit $1'

/** @param lines SQL that counts the lines of `record`. */
function ofUsualLength(table: string, lines: string): string {
  return `select record.id from ${table} record order by abs((${lines}) - ${LINES}), record.id limit $1`
}

/** The address of the page that comes after so many parts, as the list itself names it. */
async function pageBehind({ instance }: Inventory, parts: number): Promise<string> {
  const { headers } = await instance.inject(`/api/parts?limit=1&offset=${parts}`)
  const [, path] = /^<([^>]+)>/.exec(String(headers.link ?? '')) ?? []
  if (path === undefined) throw new Error('the list names no next page')
  return path.replace('limit=1', 'limit=50')
}

export const FIRST = '/api/parts?limit=50'
export const LAST = 'page at the end of the list'

/** What is asked for, by name. Only what a person looks at at once: no list that answers everything there is. */
export const PAGES: Readonly<Record<string, Paths>> = {
  'a part': each(SOME_PARTS, (key) => `/api/parts/${key}`),
  'places of a part': each(SOME_PARTS, (key) => `/api/parts/${key}/locations`),
  'history of a part, 50 entries': each(SOME_PARTS, (key) => `/api/parts/${key}/history?limit=50`),
  'parts that may be the same as a part': each(SOME_PARTS, (key) => `/api/parts/${key}/duplicates`),
  'list of 50': path(FIRST),
  [`list of 50 with ${INCLUDES.join(', ')}`]: path(`${FIRST}&include=${INCLUDES.join(',')}`),
  [LAST]: async (inventory) => [await pageBehind(inventory, Math.max(inventory.parts - BEFORE_LAST, 1))],
  'contents of a box': each(
    'select box_no as id from boxes order by md5(box_no::text) limit $1',
    (id) => `/api/boxes/${id}/locations`,
  ),
  'what was done, 50 operations': path('/api/operations?limit=50'),
  'what was done with a part': each(SOME_PARTS, (key) => `/api/operations?limit=50&part_key=${key}`),
  'statistics of the dashboard': path('/api/dashboard/stats'),
  'latest movements': path('/api/dashboard/recent-activity'),
  'pieces that came and went by day': path('/api/dashboard/movements'),
  'low stock, 50': path('/api/dashboard/low-stock?limit=50'),
  'parts that have run out, 50': path('/api/dashboard/out-of-stock?limit=50'),
  'parts without documents': path('/api/dashboard/parts-without-documents'),
  'types with the number of their parts': path('/api/types?include_stats=true'),
  'kit overview of 50': path('/api/kits?limit=50'),
  'a kit': each(
    ofUsualLength('kits', 'select count(*) from kit_contents line where line.kit_id = record.id'),
    (id) => `/api/kits/${id}`,
  ),
  'overview of 50 shopping lists': path('/api/shopping-lists?limit=50'),
  'a shopping list': each(
    ofUsualLength(
      'shopping_lists',
      'select count(*) from shopping_list_lines line where line.shopping_list_id = record.id',
    ),
    (id) => `/api/shopping-lists/${id}/lines`,
  ),
}

export async function pathsOf(inventory: Inventory, name: string): Promise<readonly string[]> {
  return (await PAGES[name]?.(inventory)) ?? []
}
