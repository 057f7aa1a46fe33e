import type { FastifyInstance, InjectOptions } from 'fastify'

/** Sends a request with JSON; the answer's status and body. */
export function jsonClient(app: FastifyInstance) {
  return async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, payload?: object) => {
    const request: InjectOptions = { method, url: `/api${path}` }
    const response = await app.inject(payload === undefined ? request : { ...request, payload })
    return { status: response.statusCode, body: response.body === '' ? undefined : response.json() }
  }
}

/** Creates a kit with contents, given as part ids and pieces a unit. @returns the kit's id. */
export async function addKit(
  app: FastifyInstance,
  name: string,
  contents: readonly (readonly [partId: number, requiredPerUnit: number])[] = [],
  buildTarget = 1,
): Promise<number> {
  const { id } = await app.kits.create({ name, buildTarget })
  for (const [partId, requiredPerUnit] of contents) {
    await app.kitContents.create(id, { part: { id: partId }, requiredPerUnit, note: null })
  }
  return id
}

/** Adds a shopping list and links a kit to it, as of the kit's current state. @returns the list's id. */
export async function linkKit(
  { db }: FastifyInstance,
  kitId: number,
  name: string,
  status: 'active' | 'done' = 'active',
): Promise<number> {
  const [list] = await db.query<{ id: number }>(
    `with list as (insert into shopping_lists (name, status) values ($2, $3) returning id)
     insert into kit_shopping_list_links (kit_id, shopping_list_id, requested_units, snapshot_kit_updated_at,
                                          snapshot_kit_version)
     select k.id, list.id, 2, k.updated_at, k.version from kits k, list where k.id = $1 returning shopping_list_id as id`,
    [kitId, name, status],
  )
  if (!list) throw new Error('no list was linked')
  return list.id
}
