import t from 'tap'
import type { NamedChange } from '../../../plugins/live-changes/merged-changes.ts'
import { buildApp } from '../../support/build-app.ts'
import { startIdentityProvider } from '../../support/identity-provider.ts'
import { changesOf, names, serve, tells, told } from '../../support/live-changes.ts'
import { startGateway } from '../../support/sse-gateway.ts'
import { createTestDatabase } from '../../support/test-database.ts'
import { until } from '../../support/until.ts'

t.test('with sign-in on, only who may read is told', async (t) => {
  const provider = await startIdentityProvider(t, { baseurl: 'http://127.0.0.1:3000' })
  const { app, stream } = await serve(t, provider.settings)
  const authorization = async (roles: string[]) => ({
    authorization: `Bearer ${await provider.sign({ sub: `with ${roles}`, realm_access: { roles } })}`,
  })
  const reader = await stream('reader', await authorization(['reader']))
  const admin = await stream('admin', await authorization(['admin']))
  const noRole = await stream('no-role', await authorization(['visitor']))
  const nobody = await stream('nobody')
  const write = await app.inject({
    method: 'POST',
    url: '/api/types',
    payload: { name: 'One' },
    headers: await authorization(['editor']),
  })
  t.equal(write.statusCode, 201)
  const name = `type ${write.json().id}`
  await told(t, reader, name)
  await told(t, admin, name)
  for (const page of ['no-role', 'nobody']) await app.sse.sendTo(page, { name: 'x', service: 'version', data: {} })
  for (const page of [noRole, nobody]) await page.message(({ type }) => type === 'x')
  t.strictSame([changesOf(noRole), changesOf(nobody)], [[], []])
})

t.test('of a task those are told who see it: whoever started it, and admins', async (t) => {
  const provider = await startIdentityProvider(t, { baseurl: 'http://127.0.0.1:3000' })
  const { app, stream } = await serve(t, provider.settings)
  const authorization = async (sub: string, roles: string[]) => ({
    authorization: `Bearer ${await provider.sign({ sub, realm_access: { roles } })}`,
  })
  const ann = await stream('ann', await authorization('ann', ['reader']))
  const bob = await stream('bob', await authorization('bob', ['reader']))
  const admin = await stream('admin', await authorization('root', ['admin']))
  const tasks: string[] = []
  for (const callerSubject of ['ann', null]) {
    const { task_id } = await app.tasks.startTask('demo_task', { callerSubject, params: { steps: 1, delay: 0 } })
    tasks.push(`task ${task_id}`)
    await until(async () => (await app.tasks.getTaskStatus(task_id))?.status === 'completed')
  }
  const [own = '', shared = ''] = tasks
  await told(t, ann, own, shared)
  await told(t, admin, own, shared)
  await told(t, bob, shared)
  t.notOk(names(changesOf(bob)).has(own))
  t.notOk(bob.text.includes('"subject"'), 'nobody is told whose it is')
  t.notOk(ann.text.includes('"subject":"ann"'))
})

t.test('of the replicas behind a gateway one tells it, and only streams of readers', async (t) => {
  const gateway = await startGateway(t)
  const settings = {
    appEnv: 'testing',
    oidcEnabled: true,
    oidcIssuerUrl: 'http://127.0.0.1:1',
    oidcClientId: 'inventory',
    oidcClientSecret: 'secret',
    databaseUrl: await createTestDatabase(t),
    sseGatewayUrl: gateway.url,
  } as const
  const first = await buildApp(t, { settings })
  const second = await buildApp(t, { settings })
  gateway.callbackUrl = await second.listen({ port: 0, host: '127.0.0.1' })
  const cookieOf = async (subject: string, roles: string[]) => {
    const payload = { subject, roles }
    const session = await second.inject({ method: 'POST', url: '/api/testing/auth/session', payload })
    return { cookie: String(session.headers['set-cookie']).split(';')[0] ?? '' }
  }
  await gateway.connect('r1', 'reads', await cookieOf('rosa', ['reader']))
  await gateway.connect('r2', 'no-role', await cookieOf('visitor', ['visitor']))
  await gateway.connect('r3', 'nobody')
  const changes = () =>
    gateway.received('reads', 'inventory_changed').flatMap(({ changes }) => changes as NamedChange[])
  for (const { types } of [first, second]) {
    const { id } = await types.create(`Of ${types === first.types}`)
    const name = `type ${id}`
    await gateway.until(() => tells(changes(), [name]))
    t.equal(changes().filter((change) => names([change]).has(name)).length, 1, 'told once')
  }
  await gateway.connect('r4', 'admin', await cookieOf('root', ['admin']))
  await gateway.connect('r5', 'other', await cookieOf('otto', ['reader']))
  const { task_id } = await first.tasks.startTask('demo_task', {
    callerSubject: 'rosa',
    params: { steps: 1, delay: 0 },
  })
  const task = `task ${task_id}`
  const changesFor = (page: string) =>
    gateway.received(page, 'inventory_changed').flatMap(({ changes }) => changes as NamedChange[])
  await gateway.until(() => tells(changesFor('reads'), [task]) && tells(changesFor('admin'), [task]))
  await until(async () => (await first.tasks.getTaskStatus(task_id))?.status === 'completed')
  t.notOk(names(changesFor('other')).has(task), 'of a task those are told who see it')
  t.strictSame(gateway.received('no-role', 'inventory_changed'), [])
  t.strictSame(gateway.received('nobody', 'inventory_changed'), [])
})
