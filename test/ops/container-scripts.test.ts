import { execFile } from 'node:child_process'
import { once } from 'node:events'
import t from 'tap'
import { writeCertificate } from '../../plugins/tls/authority-files.ts'
import { launchService, startService } from '../support/service-process.ts'
import { createTestDatabase } from '../support/test-database.ts'

/** Runs a script of the image as the image does. @returns its exit code. */
function run(script: string, env: Record<string, string>): Promise<number> {
  const { PATH = '' } = process.env
  return new Promise((resolve) => {
    execFile(process.execPath, [`ops/container/${script}`], { env: { PATH, ...env } }, (error) => {
      resolve(typeof error?.code === 'number' ? error.code : error ? 1 : 0)
    })
  })
}

t.test('with HTTPS on the port as well', async (t) => {
  const dataDir = t.testdir()
  const { certFile, keyFile } = await writeCertificate(dataDir, ['parts.lab'])
  const tls = { TLS_CERT_FILE: certFile, TLS_KEY_FILE: keyFile }
  const service = await launchService(t, {
    DATABASE_URL: await createTestDatabase(t),
    DATA_DIR: dataDir,
    DRAIN_AUTH_KEY: 'the-key',
    ...tls,
  })
  await service.logged(/^ready: /)
  const { port } = new URL(service.url)
  t.equal(await run('healthcheck.ts', { PORT: port, ...tls }), 0)
  t.equal(await run('drain.ts', { PORT: port, DRAIN_AUTH_KEY: 'the-key', ...tls }), 0)
  t.equal(await service.exited, 0)
})

t.test('the health check tells life from death, and the drain ends the service', async (t) => {
  const service = await startService(t, { DATABASE_URL: await createTestDatabase(t), DRAIN_AUTH_KEY: 'the-key' })
  const { port } = new URL(service.url)
  t.equal(await run('healthcheck.ts', { PORT: port }), 0)
  t.equal(await run('drain.ts', { PORT: port, DRAIN_AUTH_KEY: 'another' }), 1)
  t.equal((await fetch(`${service.url}/health/readyz`)).status, 200, 'a wrong key drains nothing')

  const exited = once(service.child, 'exit')
  t.equal(await run('drain.ts', { PORT: port, DRAIN_AUTH_KEY: 'the-key' }), 0)
  t.same(await exited, [0, null], 'the service has closed by itself')
  t.equal(await run('healthcheck.ts', { PORT: port }), 1)
  t.equal(await run('drain.ts', { PORT: port, DRAIN_AUTH_KEY: 'the-key' }), 1)
})
