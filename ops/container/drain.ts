import { once } from 'node:events'
import { request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'

const { METRICS_PORT, PORT, DRAIN_AUTH_KEY = '', TLS_CERT_FILE } = process.env
const isSecure = !METRICS_PORT && Boolean(TLS_CERT_FILE)
const options = {
  host: '127.0.0.1',
  port: METRICS_PORT || PORT || 3001,
  path: '/health/drain',
  method: 'POST',
  headers: { authorization: `Bearer ${DRAIN_AUTH_KEY}` },
  // The certificate is for the names that browsers use, and nobody sits between this process and the one beside it.
  rejectUnauthorized: false,
}

/**
 * For the pre-stop hook of a cluster: drains the service in this container, and ends when its work is done. The service then
 * closes by itself.
 */
// Not fetch: it gives up after five minutes.
const drain = (isSecure ? secureRequest : plainRequest)(options).end()
const [response] = await once(drain, 'response')
response.resume()
console.log(`The drain was answered with ${response.statusCode}`)
process.exitCode = response.statusCode === 200 ? 0 : 1
