import { basename } from 'node:path'
import { Server as TlsServer } from 'node:tls'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { Gauge } from 'prom-client'
import { repeat } from '../repeat.ts'
import { StartError } from '../start-error.ts'
import { demandCurrent, ServedCertificate } from './served-certificate.ts'
import { readTlsPair, signatureOf, type TlsFiles } from './tls-pair.ts'

export const TLS_CERTIFICATE_END_TIMESTAMP_SECONDS = new Gauge({
  name: 'tls_certificate_end_timestamp_seconds',
  help: 'Unix time at which the certificate of PORT ends; 0 without HTTPS',
})

/** How often the files are looked at. A watch of the file system does not see every way to replace them. */
const LOOK_SECONDS = 1

/** The check of readiness is open to everybody: where the files are is for the log alone. */
function withoutFolders(message: string, { certFile, keyFile }: TlsFiles): string {
  return message.replaceAll(certFile, basename(certFile)).replaceAll(keyFile, basename(keyFile))
}

/**
 * Reads the certificate of the server again when its files change. Connections that are open go on with the one that they
 * have. Files that cannot be used change nothing; the log and the readiness check say so until they can, and when the
 * certificate that serves has ended.
 */
async function tls(app: FastifyInstance): Promise<void> {
  const { config, log } = app
  const { tlsCertFile: certFile, tlsKeyFile: keyFile } = config
  if (certFile === null || keyFile === null) return
  const server: unknown = app.server
  if (!(server instanceof TlsServer)) {
    throw new StartError('TLS_CERT_FILE is set, and the server was made without it. Start the service with npm start')
  }
  const files: TlsFiles = { certFile, keyFile }
  let signature = await signatureOf(files)
  const first = await readTlsPair(files)
  // The files may have been replaced since the server was made.
  server.setSecureContext(first)
  const served = new ServedCertificate(first, log)
  /** What is wrong with the files that have not replaced it. */
  let refused: string | null = null
  // The clock of this machine may be wrong, and nothing better is there: one that has ended serves as well.
  served.look()

  async function readAgain(): Promise<void> {
    try {
      const pair = await readTlsPair(files)
      demandCurrent(pair)
      if (server instanceof TlsServer) server.setSecureContext(pair)
      served.replace(pair)
      refused = null
      log.info({ notAfter: served.end.toISOString() }, 'the certificate was read again')
    } catch (err) {
      refused = withoutFolders(err instanceof Error ? err.message : String(err), files)
      log.warn({ err }, 'the new certificate cannot be used: the one before serves on')
    }
  }

  const looking = repeat(LOOK_SECONDS, async () => {
    const found = await signatureOf(files)
    if (found !== signature) {
      signature = found
      await readAgain()
    }
    served.look()
  })
  // A certificate that cannot be replaced is still one that serves.
  app.readiness.addCheck('tls', () => {
    const errors = [served.problem, refused].filter((error) => error !== null)
    return { not_after: served.end.toISOString(), ...(errors.length > 0 && { error: errors.join('; ') }), ok: true }
  })
  app.registerForPolling(
    'tls-certificate',
    () => TLS_CERTIFICATE_END_TIMESTAMP_SECONDS.set(served.end.getTime() / 1000),
    { gauges: [TLS_CERTIFICATE_END_TIMESTAMP_SECONDS] },
  )
  app.addHook('onReady', async () =>
    looking.start((err) => log.warn({ err }, 'the certificate could not be looked at')),
  )
  app.addHook('onClose', () => looking.stop())
}

export default fp(tls, { name: 'tls', fastify: '5.x', dependencies: ['config', 'health', 'metrics-poller'] })
