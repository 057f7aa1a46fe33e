import { once } from 'node:events'
import { createServer } from 'node:http'
import t, { type Test } from 'tap'
import { AddressGuard, type Resolve } from '../../../plugins/outbound/address-guard.ts'
import { OutboundClient, type OutboundOptions } from '../../../plugins/outbound/outbound-client.ts'
import { isLoopbackAddress, isPublicAddress } from '../../../plugins/outbound/public-address.ts'
import { HOSTILE_URLS } from '../../support/hostile-urls.ts'

const UNREACHABLE = 'no server on the Internet could be reached there'
const BLOCKED = { message: UNREACHABLE, outcome: 'blocked' }

/** A server on this machine that counts what it is asked for. */
async function startServer(t: Test) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.headers.host}${request.url}`)
    response.end('inside')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return { port: address !== null && typeof address === 'object' ? address.port : 0, asked }
}

function createClient(t: Test, options: OutboundOptions): OutboundClient {
  const client = new OutboundClient({ deadlineMs: 5000, ...options })
  t.teardown(() => client.close())
  return client
}

async function read(client: OutboundClient, url: string): Promise<string> {
  let text = ''
  for await (const chunk of (await client.fetch(url, { maxBytes: 1000 })).body) text += Buffer.from(chunk).toString()
  return text
}

const ipv4 = (address: string) => ({ address, family: 4 })
const ipv6 = (address: string) => ({ address, family: 6 })

/** Answers with one list of addresses after the other, and with the last of them from then on. */
function answersOf(...answers: ReturnType<typeof ipv4>[][]): Resolve {
  let next = 0
  return async () => answers[Math.min(next++, answers.length - 1)] ?? []
}

t.test('hostile URLs are refused in every notation, with texts that tell nothing', async (t) => {
  t.ok(HOSTILE_URLS.length > 100)
  const client = createClient(t, { resolve: async () => [ipv4('10.1.2.3')] })
  for (const { what, url, invalid = false } of HOSTILE_URLS) {
    const error = await client.fetch(url, { maxBytes: 1000 }).catch((error: unknown) => error)
    t.match(error, { name: 'OutboundError', message: invalid ? /^Invalid URL: / : UNREACHABLE }, what)
  }
})

t.test('only addresses that anybody can have are public', async (t) => {
  for (const address of [
    '8.8.8.8',
    '1.1.1.1',
    '172.32.0.1',
    '100.128.0.1',
    '192.0.1.1',
    '11.0.0.1',
    '223.255.255.255',
  ]) {
    t.ok(isPublicAddress(address), address)
  }
  for (const address of [
    '2606:4700::1111',
    '2a00:1450::1',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
    '2002:808:808::1',
    '2a00:1450::5eff:a00:1',
  ]) {
    t.ok(isPublicAddress(address), address)
  }
  for (const address of [
    'fe80::1%eth0',
    '::1%lo',
    '192.88.99.1',
    '2001:10::1',
    '2001:2::1',
    '5f00::1',
    'x',
    '',
    '4000::1',
    '2001:db8::5efe:10.0.0.1',
    '2a00:1450::5efe:10.0.0.1',
    '2a00:1450::200:5efe:a00:1',
    '2a00:1450:1:2:300:5efe:808:808',
    '2a00:1450:1:2:0:5efe:127.0.0.1',
  ]) {
    t.notOk(isPublicAddress(address), address)
  }
  for (const address of ['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1']) t.ok(isLoopbackAddress(address), address)
  for (const address of ['0.0.0.0', '128.0.0.1', '::', '::2', '10.0.0.1', 'x'])
    t.notOk(isLoopbackAddress(address), address)
})

t.test('a name is refused when one of its addresses is not public', async (t) => {
  const lists = [
    [ipv4('127.0.0.1')],
    [ipv4('8.8.8.8'), ipv4('127.0.0.1')],
    [ipv4('8.8.8.8'), ipv6('::1')],
    [ipv6('2606:4700::1111'), ipv4('169.254.169.254')],
    [ipv6('::ffff:127.0.0.1')],
    [ipv6('fe80::1%eth0'), ipv4('8.8.8.8')],
    [ipv4('not an address')],
  ]
  for (const addresses of lists) {
    const client = createClient(t, { resolve: answersOf(addresses) })
    await t.rejects(client.fetch('http://example.com/', { maxBytes: 1 }), BLOCKED)
  }
})

t.test('a name that nobody has, or that cannot be resolved, is told from a private one by nothing', async (t) => {
  const unknown: Resolve = async () => {
    throw Object.assign(new Error('getaddrinfo ENOTFOUND db.internal'), { code: 'ENOTFOUND' })
  }
  for (const resolve of [unknown, answersOf([])]) {
    const client = createClient(t, { resolve })
    await t.rejects(client.fetch('http://db.internal/', { maxBytes: 1 }), { message: UNREACHABLE, outcome: 'error' })
  }
})

t.test('the connection is made to the addresses that were checked, each time anew', async (t) => {
  const { port, asked } = await startServer(t)
  // Public at the first question and private from then on; a client that asks once more would be led inside.
  const rebinding = createClient(t, {
    resolve: answersOf([ipv6('2001:4860:ffff::1')], [ipv4('127.0.0.1')]),
    deadlineMs: 300,
  })
  await t.rejects(read(rebinding, `http://rebinding.example.com:${port}/`), { name: 'OutboundError', outcome: 'error' })
  await t.rejects(read(rebinding, `http://rebinding.example.com:${port}/`), {
    message: UNREACHABLE,
    outcome: 'blocked',
  })
  t.same(asked, [])

  const leaving = createClient(t, { allowLoopback: true, resolve: answersOf([ipv4('127.0.0.1')], [ipv4('10.0.0.1')]) })
  t.equal(await read(leaving, `http://example.com:${port}/1`), 'inside')
  await t.rejects(read(leaving, `http://example.com:${port}/2`), BLOCKED, 'no connection is kept')
  t.same(asked, [`example.com:${port}/1`])
})

t.test('loopback is open when it is allowed, and nothing else of the private addresses', async (t) => {
  const { port } = await startServer(t)
  const client = createClient(t, { allowLoopback: true, resolve: answersOf([ipv4('10.0.0.1')]) })
  t.equal(await read(client, `http://127.0.0.1:${port}/`), 'inside')
  t.equal(await read(client, `http://[::ffff:127.0.0.1]:${port}/`), 'inside')
  for (const url of ['http://10.0.0.1/', 'http://169.254.169.254/', 'http://0.0.0.0/', 'http://example.com/']) {
    await t.rejects(client.fetch(url, { maxBytes: 1 }), BLOCKED, url)
  }
  await t.rejects(client.fetch('http://localhost/', { maxBytes: 1 }), { message: /^Invalid URL/ })
})

t.test('private addresses are open where the operator says so', async (t) => {
  const { port } = await startServer(t)
  const everything = createClient(t, { allowPrivate: true, resolve: answersOf([ipv4('127.0.0.1')]) })
  t.equal(await read(everything, `http://vendor.example.com:${port}/`), 'inside')
  t.equal(await read(everything, `http://127.0.0.1:${port}/`), 'inside')

  const some = createClient(t, {
    allowedHosts: ['Files.Local.', 'nas', '[::1]'],
    resolve: answersOf([ipv4('127.0.0.1')]),
  })
  for (const host of ['files.local', 'FILES.local.', 'nas'])
    t.equal(await read(some, `http://${host}:${port}/`), 'inside')
  for (const host of ['other.local', 'x.files.local', 'nas.local', '127.0.0.1']) {
    await t.rejects(read(some, `http://${host}:${port}/`), BLOCKED, host)
  }
  t.ok(new AddressGuard({ allowedHosts: ['[::1]'] }).check('http://[::1]/'))
})
