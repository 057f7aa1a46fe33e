import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { buildWithRoutes, callRoute, sweepRoutes } from '../support/declared-routes.ts'
import { buildOwnApp, makeToken, pairDevice } from '../support/own-sign-in.ts'

async function build(t: Test) {
  const built = await buildWithRoutes(t, { authMode: 'own' })
  // What routes with the number 1 end must not be what the test needs.
  await makeToken(built.app, await pairDevice(built.app, 'Somebody else'), { role: 'reader' })
  const other = await buildOwnApp(t, { settings: { databaseUrl: built.app.config.databaseUrl } })
  return { ...built, other }
}

function devices(app: FastifyInstance) {
  return {
    reader: () => pairDevice(app, 'Rosa', 'reader'),
    editor: () => pairDevice(app, 'Eddie', 'editor'),
    admin: () => pairDevice(app, 'Ada', 'admin'),
  }
}

t.test('roles hold on every route for devices that were paired at another replica', async (t) => {
  const { app, other, routes } = await build(t)
  const { reader, editor, admin } = devices(other)
  const headersOf = async (pair: typeof reader) => ({ cookie: (await pair()).cookie })
  t.ok(routes.length > 100)
  await sweepRoutes(
    t,
    { app, routes },
    { reader: await headersOf(reader), editor: await headersOf(editor), admin: await headersOf(admin) },
  )
})

t.test('roles hold on every route for access tokens of another replica, which pair no devices', async (t) => {
  const { app, other, routes } = await build(t)
  const ada = await pairDevice(other, 'Ada')
  const headersOf = async (role: string) => ({ authorization: `Bearer ${await makeToken(other, ada, { role })}` })
  const callers = {
    reader: await headersOf('reader'),
    editor: await headersOf('editor'),
    admin: await headersOf('admin'),
  }
  const ofDevices = routes.filter(({ url }) => url.startsWith('/api/pairing-codes'))
  await sweepRoutes(t, { app, routes: routes.filter((route) => !ofDevices.includes(route)) }, callers)
  t.ok(ofDevices.length >= 5)
  for (const route of ofDevices) {
    const { statusCode } = await callRoute(app, route, callers.admin)
    // A body that is missing is seen first.
    t.ok(statusCode === 403 || (route.url.endsWith('/approve') && statusCode === 400), `${route.method} ${route.url}`)
  }
})
