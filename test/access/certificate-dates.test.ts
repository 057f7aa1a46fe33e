import { generateKeyPairSync } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mock } from 'node:test'
import Fastify from 'fastify'
import forge from 'node-forge'
import t from 'tap'
import config from '../../plugins/config/index.ts'
import health from '../../plugins/health/index.ts'
import metricsPoller from '../../plugins/metrics-poller/index.ts'
import tls from '../../plugins/tls/index.ts'
import { demandCurrent, stageOf } from '../../plugins/tls/served-certificate.ts'
import { readTlsPair } from '../../plugins/tls/tls-pair.ts'
import { sampleValue } from '../support/sample-value.ts'
import { until } from '../support/until.ts'

const DAY_MS = 86_400_000

/** A certificate that is good between two days from now. */
function certificate(fromDays: number, toDays: number) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const signer = forge.pki.privateKeyFromPem(key)
  const made = forge.pki.createCertificate()
  made.publicKey = forge.pki.setRsaPublicKey(signer.n, signer.e)
  made.validity.notBefore = new Date(Date.now() + fromDays * DAY_MS)
  made.validity.notAfter = new Date(Date.now() + toDays * DAY_MS)
  made.setSubject([{ name: 'commonName', value: 'parts.lab' }])
  made.setIssuer([{ name: 'commonName', value: 'parts.lab' }])
  made.sign(signer, forge.md.sha256.create())
  return { cert: forge.pki.certificateToPem(made), key }
}

t.test('a certificate that browsers do not take now is told from one that they take', async (t) => {
  const dir = t.testdir()
  for (const { from, to, message } of [
    { from: -10, to: -1, message: /^the certificate ended at \d{4}-/ },
    { from: 1, to: 10, message: /^the certificate is not valid before \d{4}-/ },
    { from: -1, to: 10, message: null },
  ]) {
    const { cert, key } = certificate(from, to)
    const files = { certFile: join(dir, 'a.crt'), keyFile: join(dir, 'a.key') }
    await writeFile(files.certFile, cert)
    await writeFile(files.keyFile, key)
    const pair = await readTlsPair(files)
    if (message === null) t.doesNotThrow(() => demandCurrent(pair))
    else t.throws(() => demandCurrent(pair), { message })
  }
})

t.test('a certificate is late in the last tenth of its time, and for 14 days at most', async (t) => {
  const from = Date.UTC(2026, 0, 1)
  for (const [days, after, stage] of [
    [90, -1, 'too early'],
    [90, 0, 'current'],
    [90, 80, 'current'],
    [90, 82, 'late'],
    [90, 90, 'late'],
    [90, 91, 'ended'],
    [825, 800, 'current'],
    [825, 812, 'late'],
    [6, 5, 'current'],
  ] as const) {
    const validity = { validFromDate: new Date(from), validToDate: new Date(from + days * DAY_MS) }
    t.equal(stageOf(validity, from + after * DAY_MS), stage, `day ${after} of ${days}`)
  }
})

interface LogLine {
  level: number
  msg: string
}

t.test('a certificate that ends while it is served is told, once', async (t) => {
  const dir = t.testdir()
  const { cert, key } = certificate(-60, 30)
  const [tlsCertFile, tlsKeyFile] = [join(dir, 'a.crt'), join(dir, 'a.key')]
  await writeFile(tlsCertFile, cert)
  await writeFile(tlsKeyFile, key)
  const lines: LogLine[] = []
  const app = Fastify({
    https: { cert, key },
    logger: { level: 'info', stream: { write: (line) => void lines.push(JSON.parse(line)) } },
  })
  t.teardown(() => app.close())
  await app.register(config, { dataDir: dir, tlsCertFile, tlsKeyFile })
  await app.register(health)
  await app.register(metricsPoller)
  await app.register(tls)
  const polled = Promise.withResolvers<void>()
  app.registerForPolling('after-all', () => polled.resolve())
  await app.ready()
  const warnings = () => lines.filter(({ level, msg }) => level >= 40 && /certificate/.test(msg)).map(({ msg }) => msg)
  const state = async () => (await app.readiness.run()).results.tls

  await polled.promise
  const notAfter = new Date(forge.pki.certificateFromPem(cert).validity.notAfter).toISOString()
  t.equal(await sampleValue('tls_certificate_end_timestamp_seconds'), Date.parse(notAfter) / 1000)
  t.same(await state(), { not_after: notAfter, ok: true })
  t.same(warnings(), [])

  const today = Date.now()
  mock.timers.enable({ apis: ['Date'], now: today + 25 * DAY_MS })
  t.teardown(() => mock.timers.reset())
  await until(() => warnings().length > 0)
  t.same(warnings(), ['the certificate ends soon: renew it'])
  t.same(await state(), { not_after: notAfter, ok: true })

  mock.timers.setTime(today + 31 * DAY_MS)
  await until(() => warnings().length > 1)
  t.same(warnings().slice(1), [`browsers do not take the certificate: the certificate ended at ${notAfter}`])
  t.match(await state(), { ok: true, error: `the certificate ended at ${notAfter}` })

  // What replaces it is of no use either: both are told.
  await writeFile(tlsCertFile, 'no certificate')
  await until(() => warnings().length > 2)
  t.match(await state(), {
    ok: true,
    error: /^the certificate ended at .*; a\.crt and a\.key are not a certificate and/,
  })

  const next = certificate(-1, 89)
  await writeFile(tlsKeyFile, next.key)
  await writeFile(tlsCertFile, next.cert)
  await until(() => lines.some(({ msg }) => msg === 'the certificate was read again'))
  t.notMatch(JSON.stringify(await state()), 'error')
  t.notOk(
    warnings()
      .slice(3)
      .some((msg) => !/new certificate cannot be used/.test(msg)),
    'nothing is said twice',
  )
  await app.close()
  t.equal(await sampleValue('tls_certificate_end_timestamp_seconds'), 0)
})
