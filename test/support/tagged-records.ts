import type { FastifyInstance, InjectOptions } from 'fastify'
import { buildApp } from './build-app.ts'
import { addBox, addPart, addStock, addType } from './inventory-rows.ts'
import { addKit } from './kit-rows.ts'
import { addSellers } from './shopping-client.ts'
import type { Teardown } from './test-database.ts'

type Method = 'DELETE' | 'GET' | 'HEAD' | 'PATCH' | 'POST' | 'PUT'

/** Calls the service, and answers with the tag. */
function client(app: FastifyInstance) {
  return async (method: Method, path: string, payload?: object, headers: Record<string, string> = {}) => {
    const request: InjectOptions = { method, url: `/api${path}`, headers }
    const answer = await app.inject(payload === undefined ? request : { ...request, payload })
    const body = answer.body === '' ? undefined : answer.json()
    return { status: answer.statusCode, body, tag: answer.headers.etag, text: answer.body }
  }
}

/** Adds one record of each kind, which refer to each other. */
export async function addRecords(app: FastifyInstance) {
  const { db } = app
  const boxNo = await addBox(db, 3)
  const typeId = await addType(db, 'Resistor')
  const partId = await addPart(db, 'AAAA', { typeId })
  await addPart(db, 'BBBB')
  await addStock(db, partId, boxNo, 1, 100)
  await addSellers(app, 'Mouser')
  const [seller] = await app.sellers.list()
  const kitId = await addKit(app, 'Clock', [[partId, 2]])
  const [content] = (await app.kitDetails.read(kitId)).contents
  const pickList = await app.pickLists.create(kitId, { requestedUnits: 2, shortfallActions: new Map() })
  const list = await app.shoppingLists.create('March', null)
  const line = await app.shoppingListLines.add(list.id, { part: { id: partId }, needed: 5, sellerId: null, note: null })
  return {
    part: '/parts/AAAA',
    box: `/boxes/${boxNo}`,
    type: `/types/${typeId}`,
    seller: `/sellers/${seller?.id}`,
    kit: `/kits/${kitId}`,
    content: `/kits/${kitId}/contents/${content?.id}`,
    contentVersion: Number(content?.version),
    pickList: `/pick-lists/${pickList.id}`,
    pickLine: `/pick-lists/${pickList.id}/lines/${pickList.lines[0]?.id}`,
    list: `/shopping-lists/${list.id}`,
    line: `/shopping-list-lines/${line.id}`,
    partId,
    boxNo,
    sellerId: seller?.id,
  }
}

/** Starts a service. */
export async function start(t: Teardown, databaseUrl?: string) {
  const app = await buildApp(t, databaseUrl === undefined ? {} : { settings: { databaseUrl } })
  return { app, send: client(app) }
}
