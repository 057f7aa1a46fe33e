import type { FastifyInstance } from 'fastify'
import type { Role } from '../../plugins/auth/roles.ts'
import { type BuildOptions, buildApp } from './build-app.ts'
import type { Teardown } from './test-database.ts'

/** A paired device of a test, which sends its cookie. */
export interface TestDevice {
  person: number
  device: number
  /** The header. */
  cookie: string
}

export const DEVICE_COOKIE = 'inventory_device'

/** Builds a service where people have paired devices. */
export function buildOwnApp(t: Teardown, { settings, ...options }: BuildOptions = {}): Promise<FastifyInstance> {
  return buildApp(t, { ...options, settings: { authMode: 'own', ...settings } })
}

interface SetsCookies {
  cookies: { name: string; value: string }[]
}

/** The cookie of a device that an answer sets, as a header. */
export function deviceCookieOf(answer: SetsCookies, name = DEVICE_COOKIE): string {
  const found = answer.cookies.find((cookie) => cookie.name === name)
  return found === undefined ? '' : `${name}=${found.value}`
}

/** Sends a code, as a new device does. */
export function redeem(app: FastifyInstance, code: string, fields: object = {}, remoteAddress = '127.0.0.1') {
  return app.inject({
    method: 'POST',
    url: '/api/pairing/redeem',
    payload: { code, device_name: 'Phone', ...fields },
    headers: { 'user-agent': 'Mozilla/5.0 (Android 16; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0' },
    remoteAddress,
  })
}

/** Asks whether a waiting device was let in. */
export function collect(app: FastifyInstance, waitToken: string) {
  return app.inject({ method: 'POST', url: '/api/pairing/collect', payload: { wait_token: waitToken } })
}

/** Pairs a device with a code of the terminal. */
export async function pairDevice(app: FastifyInstance, name: string, role: Role = 'admin'): Promise<TestDevice> {
  const person = await app.people.findByName(name)
  const target = person ? { personId: person.id } : { name, role, isFirst: false }
  const answer = await redeem(app, await app.pairing.makeTerminalCode(target))
  if (answer.statusCode !== 201) throw new Error(`the device was not paired: ${answer.body}`)
  const paired = answer.json()
  return { person: paired.person.id, device: paired.device.id, cookie: deviceCookieOf(answer) }
}

/** Makes an access token, as somebody on a paired device. */
export async function makeToken(app: FastifyInstance, { cookie }: TestDevice, fields: object): Promise<string> {
  const payload = { name: 'Script', ...fields }
  const answer = await app.inject({ method: 'POST', url: '/api/tokens', headers: { cookie }, payload })
  if (answer.statusCode !== 201) throw new Error(`no token: ${answer.body}`)
  return answer.json().token
}

/** Makes a code for another device, or for another person. */
export async function invite(app: FastifyInstance, { cookie }: TestDevice, payload: object = {}) {
  const answer = await app.inject({ method: 'POST', url: '/api/pairing-codes', headers: { cookie }, payload })
  if (answer.statusCode !== 201) throw new Error(answer.body)
  return answer.json()
}

/** How many answers have which status. */
export function countStatuses(answers: { statusCode: number }[]): Record<number, number> {
  const counts: Record<number, number> = {}
  for (const { statusCode } of answers) counts[statusCode] = (counts[statusCode] ?? 0) + 1
  return counts
}
