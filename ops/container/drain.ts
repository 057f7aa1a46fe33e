import { once } from 'node:events'
import { request } from 'node:http'

/**
 * For the pre-stop hook of a cluster: drains the service in this container, and ends when its work is done. The service then
 * closes by itself.
 */
// Not fetch: it gives up after five minutes.
const drain = request(`http://127.0.0.1:${process.env.METRICS_PORT || process.env.PORT || 3001}/health/drain`, {
  method: 'POST',
  headers: { authorization: `Bearer ${process.env.DRAIN_AUTH_KEY ?? ''}` },
}).end()
const [response] = await once(drain, 'response')
response.resume()
console.log(`The drain was answered with ${response.statusCode}`)
process.exitCode = response.statusCode === 200 ? 0 : 1
