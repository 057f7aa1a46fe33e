import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { parse } from 'yaml'
import { readSettings } from '../../plugins/config/index.ts'
import { readDashboards, readYaml } from './ops-files.ts'
import { unknownSettings } from './settings-names.ts'

interface Service {
  image: string
  build?: { context: string; dockerfile: string }
  environment?: Record<string, string>
  ports?: string[]
  volumes?: string[]
  depends_on?: Record<string, object>
  read_only?: boolean
  cap_drop?: string[]
  stop_grace_period?: string
}

const text = readFileSync('ops/compose.yaml', 'utf8')
const { services, volumes }: { services: Record<string, Service>; volumes: object } = parse(text)
const { inventory, prometheus, grafana, postgres, s3 } = services
if (!inventory || !prometheus || !grafana || !postgres || !s3) throw new Error('a service is missing')
/** As the compose program replaces them. */
const filledIn = (value: string) => value.replaceAll(/\$\{\w+(?::\?[^}]*)?\}/g, 'a-secret-of-many-random-characters')
const settings = Object.fromEntries(
  Object.entries(inventory.environment ?? {}).map(([name, value]) => [name, filledIn(value)]),
)

t.test('the service starts with its settings, and finds what stands beside it', async (t) => {
  t.same(unknownSettings(Object.keys(settings)), [])
  const resolved = readSettings(settings)
  t.equal(resolved.isProduction, true)
  const names = Object.keys(services)
  for (const url of [resolved.databaseUrl, resolved.s3EndpointUrl]) {
    t.ok(names.includes(new URL(url ?? '').hostname), `${url}`)
  }
  t.same(Object.keys(inventory.depends_on ?? {}).sort(), ['postgres', 's3'])
  const { username, password, pathname } = new URL(settings.DATABASE_URL ?? '')
  t.equal(username, postgres.environment?.POSTGRES_USER)
  t.equal(pathname, `/${postgres.environment?.POSTGRES_DB}`)
  t.equal(password, filledIn(postgres.environment?.POSTGRES_PASSWORD ?? ''))
  t.equal(settings.S3_ACCESS_KEY_ID, s3.environment?.AWS_ACCESS_KEY_ID)
  t.equal(inventory.environment?.S3_SECRET_ACCESS_KEY, s3.environment?.AWS_SECRET_ACCESS_KEY)
})

t.test('secrets come from a file that is not kept, which the example lists', async (t) => {
  const wanted = [...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name)
  const offered = [...readFileSync('ops/.env.example', 'utf8').matchAll(/^(\w+)=$/gm)].map(([, name]) => name)
  t.same(offered.sort(), [...new Set(wanted)].sort())
  t.match(readFileSync('.gitignore', 'utf8'), /^\.env$/m)
})

t.test('everything is reached from this machine alone, and nothing runs as it likes', async (t) => {
  for (const [name, { ports = [], image, volumes: mounts = [] }] of Object.entries(services)) {
    for (const port of ports) t.match(port, /^127\.0\.0\.1:\d+:\d+$/, name)
    t.match(image, /:(v?\d[\w.]*|local)$/, `${name} has a version`)
    for (const mount of mounts) {
      const [source = ''] = mount.split(':')
      t.ok(source.startsWith('.') ? existsSync(join('ops', source)) : source in volumes, `${name}: ${source}`)
    }
  }
  t.match(inventory, { read_only: true, cap_drop: ['ALL'] })
  t.ok(existsSync(join('ops', inventory.build?.context ?? '', inventory.build?.dockerfile ?? '')))
  const minutes = Number(/^(\d+)m$/.exec(inventory.stop_grace_period ?? '')?.[1])
  t.ok(minutes * 60 > readSettings(settings).gracefulShutdownTimeout)
})

t.test('Prometheus scrapes the service, and Grafana finds Prometheus and the dashboards', async (t) => {
  const [configuration] = readYaml('ops/prometheus/prometheus.yml')
  t.match(configuration, {
    scrape_configs: [
      { job_name: 'electronics-inventory', static_configs: [{ targets: [`inventory:${settings.PORT}`] }] },
    ],
  })
  const folder = '/etc/prometheus'
  t.ok(prometheus.volumes?.includes(`./prometheus/prometheus.yml:${folder}/prometheus.yml:ro`))
  t.ok(prometheus.volumes?.includes(`./prometheus/rules:${folder}/rules:ro`))

  const [sources] = readYaml('ops/grafana/provisioning/datasources/prometheus.yaml')
  t.match(sources, { datasources: [{ type: 'prometheus', url: 'http://prometheus:9090' }] })
  const [providers] = readYaml('ops/grafana/provisioning/dashboards/inventory.yaml')
  const path = '/var/lib/grafana/dashboards'
  t.match(providers, { providers: [{ type: 'file', options: { path } }] })
  t.ok(grafana.volumes?.includes(`./grafana:${path}:ro`))
  const home = grafana.environment?.GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH ?? ''
  t.ok(
    readDashboards().some(([file]) => home === `${path}/${file.replace('ops/grafana/', '')}`),
    home,
  )
})
