import { join } from 'node:path'

/** Where the files of the authority and of its certificate lie. */
export function tlsPaths(dataDir: string) {
  const folder = join(dataDir, 'tls')
  return {
    folder,
    authorityCert: join(folder, 'ca.crt'),
    authorityKey: join(folder, 'ca.key'),
    cert: join(folder, 'server.crt'),
    key: join(folder, 'server.key'),
  }
}
