import { DEVICE_COOKIE } from './own-sign-in.ts'
import type { LaunchedService } from './service-process.ts'

/** What a service has printed beside its log. */
export function printed({ log }: LaunchedService): string {
  return log
    .filter(({ level }) => level === 0)
    .map(({ msg }) => msg)
    .join('\n')
}

/** What the answers of pairing have, as far as the tests read it. */
export interface Pairing {
  id: number
  link: string
  wait_token: string
  match_number: number
}

/** Sends a code to a service that runs as a process of its own. */
export async function redeemAt(url: string, code: string, fields: object = {}) {
  const response = await fetch(`${url}/api/pairing/redeem`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, device_name: 'Phone', ...fields }),
  })
  const cookie = response.headers.getSetCookie().find((line) => line.startsWith(DEVICE_COOKIE))
  return { status: response.status, cookie: cookie?.split(';')[0] ?? '', body: (await response.json()) as Pairing }
}
