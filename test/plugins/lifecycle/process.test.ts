import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import t from 'tap'

const program = `
  import Fastify from 'fastify'
  import lifecycle from ${JSON.stringify(new URL('../../../plugins/lifecycle/index.ts', import.meta.url).href)}
  const app = Fastify()
  await app.register(lifecycle)
  app.lifecycle.addShutdownWaiter('quick', () => true)
  process.once('SIGTERM', () => app.close())
  await app.listen({ port: 0, host: '127.0.0.1' })
  process.kill(process.pid, 'SIGTERM')
`

t.test('a process ends by itself after a close, with code 0: no timer is left', async () => {
  const cwd = new URL('../../..', import.meta.url)
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], { cwd, timeout: 20_000 })
})
