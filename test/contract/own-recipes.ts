import type { FastifyInstance } from 'fastify'
import { makeToken, pairDevice, redeem, type TestDevice } from '../support/own-sign-in.ts'
import type { Call } from './recipes.ts'

/** What calls need where people have paired devices. */
export interface OwnFixtures {
  app: FastifyInstance
  admin: TestDevice
}

export type OwnRecipe = (fixtures: OwnFixtures) => Promise<Call>

let people = 0

async function makeCode({ app, admin }: OwnFixtures): Promise<{ id: number; link: string }> {
  const headers = { cookie: admin.cookie }
  return (await app.inject({ method: 'POST', url: '/api/pairing-codes', headers })).json()
}

async function waitingCode(fixtures: OwnFixtures): Promise<{ id: number; wait: string; match: number }> {
  const { id, link } = await makeCode(fixtures)
  const { wait_token: wait, match_number: match } = (await redeem(fixtures.app, link)).json()
  return { id, wait, match }
}

async function approvedCode(fixtures: OwnFixtures): Promise<string> {
  const { id, wait, match } = await waitingCode(fixtures)
  const headers = { cookie: fixtures.admin.cookie }
  const url = `/api/pairing-codes/${id}/approve`
  await fixtures.app.inject({ method: 'POST', url, headers, payload: { match_number: match } })
  return wait
}

function newPerson({ app }: OwnFixtures): Promise<TestDevice> {
  return pairDevice(app, `Person ${++people}`, 'reader')
}

function as({ admin }: OwnFixtures): Pick<Call, 'headers'> {
  return { headers: { cookie: admin.cookie } }
}

/** A valid call of each operation that needs `AUTH_MODE=own`. */
export const OWN_RECIPES: Record<string, OwnRecipe> = {
  'GET /api/people': async (own) => as(own),
  'PATCH /api/people/{person_id}': async (own) => ({
    ...as(own),
    path: [(await newPerson(own)).person],
    body: { role: 'editor' },
  }),
  'GET /api/devices': async (own) => ({ ...as(own), query: { person_id: String(own.admin.person) } }),
  'PATCH /api/devices/{device_id}': async (own) => ({
    ...as(own),
    path: [(await newPerson(own)).device],
    body: { name: 'Phone at the bench' },
  }),
  'DELETE /api/devices/{device_id}': async (own) => ({ ...as(own), path: [(await newPerson(own)).device] }),
  'GET /api/access-log': async (own) => ({ ...as(own), query: { limit: '2' } }),
  'GET /api/tokens': async (own) => as(own),
  'POST /api/tokens': async (own) => ({ ...as(own), body: { name: 'KiCad', role: 'reader', scope: 'kicad' } }),
  'DELETE /api/tokens/{token_id}': async (own) => {
    await makeToken(own.app, own.admin, { role: 'reader' })
    const [{ id }] = (await own.app.inject({ url: '/api/tokens', headers: { cookie: own.admin.cookie } })).json()
    return { ...as(own), path: [id] }
  },
  'POST /api/pairing-codes': async (own) => ({ ...as(own), body: { name: `Invited ${++people}`, role: 'reader' } }),
  'GET /api/pairing-codes/{code_id}': async (own) => ({ ...as(own), path: [(await waitingCode(own)).id] }),
  'DELETE /api/pairing-codes/{code_id}': async (own) => ({ ...as(own), path: [(await makeCode(own)).id] }),
  'POST /api/pairing-codes/{code_id}/approve': async (own) => {
    const { id, match } = await waitingCode(own)
    return { ...as(own), path: [id], body: { match_number: match } }
  },
  'POST /api/pairing-codes/{code_id}/refuse': async (own) => ({ ...as(own), path: [(await waitingCode(own)).id] }),
  'POST /api/pairing/redeem': async (own) => ({
    body: { code: (await makeCode(own)).link, device_name: 'Phone' },
    status: 202,
  }),
  'POST /api/pairing/collect': async (own) => ({ body: { wait_token: await approvedCode(own) }, status: 201 }),
}
