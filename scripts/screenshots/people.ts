interface Answer {
  body: Record<string, unknown>
  cookie: string
}

const PHONE = 'Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36'
const LAPTOP = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1 Version/26.0 Mobile/15E148 Safari/604.1'

/** Sends a request as a browser of the workshop's network does. */
function caller(url: string) {
  return async (path: string, payload: object, headers: Record<string, string>): Promise<Answer> => {
    const response = await fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(payload),
    })
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
    const body: unknown = await response.json()
    const [cookie = ''] = response.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '')
    return { body: typeof body === 'object' && body !== null ? { ...body } : {}, cookie }
  }
}

/**
 * Lets some people in with some devices, and makes access tokens.
 *
 * @param code that the terminal has shown.
 * @returns the cookie of the first administrator.
 */
export async function fillPeople(url: string, code: string): Promise<string> {
  const post = caller(url)
  const from = (agent: string, address: string) => ({ 'user-agent': agent, 'x-forwarded-for': address })
  const first = { code, device_name: 'Laptop', person_name: 'Ada' }
  const { cookie } = await post('/api/pairing/redeem', first, from(LAPTOP, '192.168.1.20'))
  const letIn = async (invited: object, device: string, headers: Record<string, string>) => {
    const made = await post('/api/pairing-codes', invited, { cookie })
    const sent = await post('/api/pairing/redeem', { code: String(made.body.link), device_name: device }, headers)
    const { match_number } = sent.body
    await post(`/api/pairing-codes/${made.body.id}/approve`, { match_number }, { cookie })
    await post('/api/pairing/collect', { wait_token: sent.body.wait_token }, headers)
  }
  await letIn({}, 'Phone at the bench', from(PHONE, '192.168.1.31'))
  await letIn({ name: 'Ben', role: 'editor' }, 'iPhone', from(IPHONE, '192.168.1.34'))
  await letIn({ name: 'Rosa', role: 'reader' }, 'Office', from(LAPTOP, '192.168.1.22'))
  for (const token of [
    { name: 'KiCad', role: 'reader', scope: 'kicad' },
    { name: 'Scanner at the door', role: 'editor', scope: 'scan', expires_in_days: 365 },
  ]) {
    await post('/api/tokens', token, { cookie })
  }
  return cookie
}
