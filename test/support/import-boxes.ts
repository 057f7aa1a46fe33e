import type { FastifyInstance } from 'fastify'
import type { Test } from 'tap'
import { buildApp } from './build-app.ts'
import { importClient } from './import-client.ts'
import { addBox } from './inventory-rows.ts'

/** An app with empty boxes of 20 locations, into which lists are imported. */
export async function startWithBoxes(t: Test, boxes = 1) {
  const app = await buildApp(t)
  const numbers: number[] = []
  for (let count = 0; count < boxes; count++) numbers.push(await addBox(app.db, 20))
  return { app, imports: importClient(app), boxes: numbers }
}

/** The part with a number of the maker, as it is exported. */
export async function partWith(app: FastifyInstance, number: string) {
  const { rows } = (await app.inject('/api/exports/parts?format=json')).json()
  return rows.find(({ manufacturer_code }: { manufacturer_code: string }) => manufacturer_code === number)
}
