import type { FastifyInstance, InjectOptions } from 'fastify'

/** What tests read of an operation. */
export interface ShownOperation {
  operation_id: string
  reason: string
  summary: string
  rows: { id: number | null; part_key: string; delta_qty: number; location_reference: string }[]
  part_changes: { part_key: string; change: string }[]
  part_change_count: number
  row_count: number
  undoable: boolean
  not_undoable_because: string | null
  undoes: string | null
  undone_by: string | null
  source: string | null
  note: string | null
  actor: string | null
  actor_name: string | null
}

/** Short ways to change stock and to take it back over HTTP. */
export function operationClient(app: FastifyInstance, headers: Record<string, string> = {}) {
  const send = async (method: 'GET' | 'POST' | 'DELETE' | 'PUT' | 'PATCH', url: string, payload?: object) => {
    const request: InjectOptions = { method, url: `/api${url}`, headers }
    const response = await app.inject(payload === undefined ? request : { ...request, payload })
    const operation = response.headers['operation-id']
    return {
      status: response.statusCode,
      body: response.body === '' ? undefined : response.json(),
      operation: typeof operation === 'string' ? operation : '',
    }
  }
  return {
    send,
    add: (key: string, box_no: number, loc_no: number, qty: number, note?: string) =>
      send('POST', `/inventory/parts/${key}/stock`, { box_no, loc_no, qty, ...(note !== undefined && { note }) }),
    remove: (key: string, box_no: number, loc_no: number, qty: number) =>
      send('DELETE', `/inventory/parts/${key}/stock`, { box_no, loc_no, qty }),
    undo: (id: string, body: object = {}) => send('POST', `/operations/${id}/undo`, body),
    list: async (query = ''): Promise<ShownOperation[]> => (await send('GET', `/operations${query}`)).body,
    /** Where the part lies: address and pieces. */
    piles: async (key: string): Promise<[string, number][]> => {
      const { body } = await send('GET', `/parts/${key}/locations`)
      return body.map(({ box_no, loc_no, qty }: Record<string, number>) => [`${box_no}-${loc_no}`, qty])
    },
  }
}
