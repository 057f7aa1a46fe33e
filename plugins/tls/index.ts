import { basename } from 'node:path'
import { Server as TlsServer } from 'node:tls'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { repeat } from '../repeat.ts'
import { StartError } from '../start-error.ts'
import { demandCurrent, endOf, readTlsPair, signatureOf, type TlsFiles } from './tls-pair.ts'

/** How often the files are looked at. A watch of the file system does not see every way to replace them. */
const LOOK_SECONDS = 1

/** The check of readiness is open to everybody: where the files are is for the log alone. */
function withoutFolders(message: string, { certFile, keyFile }: TlsFiles): string {
  return message.replaceAll(certFile, basename(certFile)).replaceAll(keyFile, basename(keyFile))
}

/**
 * Reads the certificate of the server again when its files change. Connections that are open go on with the one that they
 * have. Files that cannot be used change nothing; the log and the readiness check say so until they can.
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
  const state: { not_after: string | null; error?: string } = { not_after: null }
  let signature = await signatureOf(files)
  const first = await readTlsPair(files)
  state.not_after = endOf(first)
  try {
    demandCurrent(first)
  } catch (err) {
    // The clock of this machine may be wrong, and nothing better is there.
    state.error = err instanceof Error ? err.message : String(err)
    log.warn({ err }, 'browsers do not take the certificate')
  }

  async function look(): Promise<void> {
    const found = await signatureOf(files)
    if (found === signature) return
    signature = found
    try {
      const pair = await readTlsPair(files)
      demandCurrent(pair)
      if (server instanceof TlsServer) server.setSecureContext(pair)
      state.not_after = endOf(pair)
      delete state.error
      log.info({ notAfter: state.not_after }, 'the certificate was read again')
    } catch (err) {
      state.error = withoutFolders(err instanceof Error ? err.message : String(err), files)
      log.warn({ err }, 'the new certificate cannot be used: the one before serves on')
    }
  }

  const looking = repeat(LOOK_SECONDS, look)
  // A certificate that cannot be replaced is still one that serves.
  app.readiness.addCheck('tls', () => ({ ...state, ok: true }))
  app.addHook('onReady', async () =>
    looking.start((err) => log.warn({ err }, 'the certificate could not be looked at')),
  )
  app.addHook('onClose', () => looking.stop())
}

export default fp(tls, { name: 'tls', fastify: '5.x', dependencies: ['config', 'health'] })
