import t from 'tap'
import { freePort } from '../support/free-port.ts'
import { readyDataFolder } from '../support/ready-data-folder.ts'
import { launchService } from '../support/service-process.ts'

const FASTIFY = 'node_modules/.bin/fastify'

t.test(
  'an address that others can reach is refused without a sign-in, and allowed where somebody says so',
  async (t) => {
    const command = [FASTIFY, 'start', '-o', '-l', 'info', 'app.ts']
    const cases: [Record<string, string>, readonly string[], RegExp][] = [
      [{ FASTIFY_ADDRESS: '0.0.0.0' }, [], /listen on 0\.0\.0\.0[\s\S]*- HOST must be .*ALLOW_UNAUTHENTICATED_HOST/],
      [
        { AUTH_MODE: 'own', HOST: '127.0.0.1', DRAIN_AUTH_KEY: 'short' },
        ['-a', '0.0.0.0'],
        /listen on 0\.0\.0\.0[\s\S]*- DRAIN_AUTH_KEY must have/,
      ],
    ]
    for (const [env, address, words] of cases) {
      const dataDir = await readyDataFolder(t)
      const options = { command: [...command, ...address], bundled: true }
      const service = await launchService(t, { DATA_DIR: dataDir, ...env }, options)
      t.equal(await service.exited, 1)
      const said = service.log.filter(({ level }) => level === 0).map(({ msg }) => msg)
      t.match(said.join('\n'), /^The service cannot start\. /)
      t.match(said.join('\n'), words)
    }
    const metricsPort = String(await freePort())
    const allowed = {
      DATA_DIR: await readyDataFolder(t),
      ALLOW_UNAUTHENTICATED_HOST: 'true',
      METRICS_PORT: metricsPort,
    }
    const service = await launchService(t, allowed, { command: [...command, '-a', '0.0.0.0'], bundled: true })
    await service.logged(new RegExp(`^ready: API at .*, metrics at http://0\\.0\\.0\\.0:${metricsPort}/metrics$`))
    t.equal(await service.end('SIGTERM'), 0)
  },
)
