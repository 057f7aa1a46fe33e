import t, { type Test } from 'tap'
import { OutboundClient } from '../../../plugins/outbound/outbound-client.ts'
import { OutboundError } from '../../../plugins/outbound/outbound-error.ts'
import { HOSTILE_ANSWERS, type HostileAnswer, SLOW_ANSWERS, startHostileServer } from '../../support/hostile-server.ts'
import { HOSTILE_TARGETS } from '../../support/hostile-urls.ts'

const MEBIBYTE = 2 ** 20
const MAX_BYTES = MEBIBYTE

function createClient(t: Test, deadlineMs = 20_000): OutboundClient {
  const client = new OutboundClient({ allowedHosts: ['127.0.0.1'], deadlineMs })
  t.teardown(() => client.close())
  return client
}

async function read(client: OutboundClient, url: string): Promise<string> {
  const { body } = await client.fetch(url, { maxBytes: MAX_BYTES })
  let text = ''
  for await (const chunk of body) text += Buffer.from(chunk).toString()
  return text
}

async function assertRefused(t: Test, client: OutboundClient, url: string, { what, reason }: HostileAnswer) {
  const error = await read(client, url).then(
    (text) => new Error(`brought ${text.length} characters`),
    (error: unknown) => error,
  )
  t.ok(error instanceof OutboundError, what)
  t.match(error, { message: reason, outcome: 'error' }, what)
}

t.test('what a hostile server answers brings nothing and takes no memory', async (t) => {
  const { origin } = await startHostileServer(t)
  const client = createClient(t)
  await read(client, `${origin}/fine.txt`)
  const before = process.resourceUsage().maxRSS / 1024
  await Promise.all(HOSTILE_ANSWERS.map((answer) => assertRefused(t, client, origin + answer.path, answer)))
  const grown = process.resourceUsage().maxRSS / 1024 - before
  t.ok(grown < 100, `memory: ${grown} MiB`)
})

t.test('an answer that takes too long is given up', async (t) => {
  const { origin } = await startHostileServer(t)
  const client = createClient(t, 300)
  await Promise.all(SLOW_ANSWERS.map((answer) => assertRefused(t, client, origin + answer.path, answer)))
})

t.test('of an answer that is longer than it says, the rest does not count', async (t) => {
  const { origin } = await startHostileServer(t)
  t.equal(await read(createClient(t), `${origin}/longer`), '%PDF')
})

t.test('a few redirects are followed, whatever their status', async (t) => {
  const { origin, asked } = await startHostileServer(t)
  const client = createClient(t)
  t.equal(await read(client, `${origin}/chain/5`), 'fine')
  for (const status of [301, 302, 303, 307, 308]) {
    for (const location of ['/fine.txt', 'fine.txt', `${origin}/fine.txt`, origin.replace('http:', '')]) {
      asked.length = 0
      const url = `${origin}/to?status=${status}&location=${encodeURIComponent(location)}`
      t.equal(await read(client, url), 'fine', `${status} ${location}`)
      t.equal(asked.length, 2)
    }
  }
})

t.test('no redirect leads to where the service must not go', async (t) => {
  const { origin, asked } = await startHostileServer(t)
  const client = createClient(t)
  const statuses = [301, 302, 303, 307, 308]
  for (const [index, target] of HOSTILE_TARGETS.entries()) {
    const status = statuses[index % statuses.length]
    for (const location of [target, `${origin}/to?location=${encodeURIComponent(target)}`]) {
      asked.length = 0
      const url = `${origin}/to?status=${status}&location=${encodeURIComponent(location)}`
      await t.rejects(read(client, url), { message: /Invalid URL|no server on the Internet/ }, `${status} ${location}`)
      t.equal(asked.length, location === target ? 1 : 2, 'nothing else was asked for')
    }
  }
})
