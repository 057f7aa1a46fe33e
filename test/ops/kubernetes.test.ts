import { existsSync, readFileSync } from 'node:fs'
import t from 'tap'
import { parse } from 'yaml'
import { readSettings } from '../../plugins/config/index.ts'
import { buildApp } from '../support/build-app.ts'
import { filesOf, readYaml } from './ops-files.ts'
import { unknownSettings } from './settings-names.ts'

const FOLDER = 'ops/kubernetes'
const NAME = 'electronics-inventory'

interface Manifest {
  apiVersion: string
  kind: string
  metadata: { name: string; labels?: Record<string, string> }
}

interface Probe {
  httpGet: { path: string; port: string }
  timeoutSeconds?: number
}

interface Container {
  name: string
  image: string
  command?: string[]
  envFrom: { configMapRef?: { name: string }; secretRef?: { name: string } }[]
  env?: object[]
  ports?: { name: string; containerPort: number }[]
  startupProbe?: Probe
  livenessProbe?: Probe
  readinessProbe?: Probe
  lifecycle?: { preStop: { exec: { command: string[] } } }
  resources: { requests: { memory: string }; limits: { memory: string } }
  securityContext: object
  volumeMounts: { name: string; mountPath: string }[]
}

interface Deployment {
  spec: {
    replicas: number
    selector: { matchLabels: Record<string, string> }
    strategy: { rollingUpdate: { maxUnavailable: number } }
    template: {
      metadata: { labels: Record<string, string>; annotations: Record<string, string> }
      spec: {
        terminationGracePeriodSeconds: number
        securityContext: object
        initContainers: Container[]
        containers: Container[]
        volumes: { name: string }[]
      }
    }
  }
}

const read = <T>(file: string): T => parse(readFileSync(`${FOLDER}/${file}`, 'utf8'))
const { data: settings } = read<{ data: Record<string, string> }>('config-map.yaml')
const { spec } = read<Deployment>('deployment.yaml')
const { metadata, spec: pod } = spec.template
const [service] = pod.containers
if (!service) throw new Error('the deployment has no container')

t.test('all manifests are listed and belong together', async (t) => {
  const files = filesOf(FOLDER, '.yaml').filter((file) => !file.endsWith('kustomization.yaml'))
  const { resources } = read<{ resources: string[] }>('kustomization.yaml')
  t.same(
    files.map((file) => file.slice(FOLDER.length + 1)),
    [...resources].sort(),
  )
  for (const file of files) {
    for (const manifest of readYaml(file) as Manifest[]) {
      t.ok(manifest.apiVersion && manifest.kind, file)
      t.equal(manifest.metadata.name, NAME)
      t.same(manifest.metadata.labels, { 'app.kubernetes.io/name': NAME })
    }
  }
  t.same(spec.selector.matchLabels, metadata.labels)
  const selecting = {
    ...read<{ spec: { selector: object } }>('service.yaml').spec.selector,
    ...read<{ spec: { selector: { matchLabels: object } } }>('pod-disruption-budget.yaml').spec.selector.matchLabels,
    ...read<{ spec: { podSelector: { matchLabels: object } } }>('network-policy.yaml').spec.podSelector.matchLabels,
  }
  t.same(selecting, metadata.labels, 'service, budget and policy select the pods')
})

t.test('the settings are known, and the service starts with them and the secrets', async (t) => {
  t.same(unknownSettings(Object.keys(settings)), [])
  for (const value of Object.values(settings)) t.type(value, 'string', 'a config map holds texts')
  t.notMatch(Object.keys(settings).join(' '), /SECRET|PASSWORD|_KEY|DATABASE_URL/)
  const page = readFileSync('docs/deployment.md', 'utf8')
  const [, command = ''] = /kubectl create secret generic electronics-inventory([\s\S]*?)```/.exec(page) ?? []
  const secrets = [...command.matchAll(/--from-literal=(\w+)=/g)].map(([, name = '']) => name)
  t.ok(secrets.length >= 5, 'the page on deployment lists the secrets')
  t.same(unknownSettings(secrets), [])
  const values = { DATABASE_URL: 'postgresql://inventory:x@postgres/inventory' }
  const environment = {
    ...Object.fromEntries(secrets.map((name) => [name, 'a-secret-of-many-random-characters'])),
    ...values,
    ...settings,
  }
  const resolved = readSettings(environment)
  t.equal(resolved.isProduction, true)
  t.equal(resolved.oidcEnabled, true)
  for (const container of [...pod.initContainers, ...pod.containers]) {
    t.same(container.envFrom, [{ configMapRef: { name: NAME } }, { secretRef: { name: NAME } }])
    t.equal(container.env, undefined)
  }
})

t.test('probes, scrape and drain ask for what the service has', async (t) => {
  const app = await buildApp(t)
  const port = Number(settings.PORT)
  t.same(service.ports, [{ name: 'http', containerPort: port }])
  t.equal(metadata.annotations['prometheus.io/port'], String(port))
  t.equal(metadata.annotations['prometheus.io/scrape'], 'true')
  const probes = [service.startupProbe, service.livenessProbe, service.readinessProbe]
  const paths = [metadata.annotations['prometheus.io/path'] ?? '', ...probes.map((probe) => probe?.httpGet.path ?? '')]
  for (const url of paths) t.ok(app.hasRoute({ method: 'GET', url }), url)
  for (const probe of probes) t.equal(probe?.httpGet.port, 'http')
  t.ok(Number(service.readinessProbe?.timeoutSeconds) > 2, 'the checks of readiness have two seconds')
  const [program, script = ''] = service.lifecycle?.preStop.exec.command ?? []
  t.equal(program, 'node')
  t.ok(existsSync(script), script)
  t.ok(app.hasRoute({ method: 'POST', url: '/health/drain' }))
})

t.test('a pod has the time to drain, and a rolling update leaves nobody alone', async (t) => {
  t.ok(Number(settings.SHUTDOWN_LISTEN_SECONDS) >= 5, 'load balancers learn of it first')
  t.ok(pod.terminationGracePeriodSeconds >= Number(settings.GRACEFUL_SHUTDOWN_TIMEOUT) + 30)
  t.ok(Number(settings.GRACEFUL_SHUTDOWN_TIMEOUT) > Number(settings.TASK_TIMEOUT_SECONDS))
  t.equal(spec.replicas, 2)
  t.equal(spec.strategy.rollingUpdate.maxUnavailable, 0)
  t.equal(read<{ spec: { minAvailable: number } }>('pod-disruption-budget.yaml').spec.minAvailable, 1)
  t.same(
    pod.initContainers.map(({ command }) => command),
    [['node', 'cli/main.ts', 'migrate']],
  )
})

t.test('pods are unprivileged and write to their volumes alone', async (t) => {
  t.match(pod.securityContext, { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } })
  const volumes = pod.volumes.map(({ name }) => name).sort()
  for (const container of [...pod.initContainers, ...pod.containers]) {
    t.same(container.securityContext, {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    })
    t.equal(container.image, service.image, 'one image for all')
    t.ok(container.resources.requests.memory && container.resources.limits.memory)
    t.same(container.volumeMounts.map(({ name }) => name).sort(), volumes)
    t.ok(container.volumeMounts.some(({ mountPath }) => mountPath === '/data'))
  }
})

t.test('Prometheus keeps the pods that the manifests annotate', async (t) => {
  const [scrape] = readYaml('ops/prometheus/scrape-kubernetes.yml')
  const text = JSON.stringify(scrape)
  t.match(text, new RegExp(`"job_name":"${NAME}"`))
  t.match(text, /__meta_kubernetes_pod_label_app_kubernetes_io_name/)
  for (const annotation of Object.keys(metadata.annotations)) {
    t.ok(text.includes(`__meta_kubernetes_pod_annotation_${annotation.replaceAll(/\W/g, '_')}`), annotation)
  }
})
