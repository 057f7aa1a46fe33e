import { join } from 'node:path'
import type { Log } from '../../plugins/log.ts'
import { DownloadCache } from '../../plugins/outbound/download-cache.ts'
import { Downloader, type DownloadOptions } from '../../plugins/outbound/downloader.ts'
import { OutboundClient } from '../../plugins/outbound/outbound-client.ts'
import type { Teardown } from './test-database.ts'
import { type Answer, startWebServer } from './web-server.ts'

export const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} }

/** A few sites of the Internet on a server of this machine. */
export interface Internet {
  /** Downloads from the sites, over HTTP. */
  downloads: Pick<Downloader, 'download'>
  /** By host and path: `example.com/a.pdf`. What is missing is a 404. */
  pages: Record<string, Answer>
  /** Hosts and paths that were asked for, with their queries. */
  asked: string[]
}

/**
 * Puts sites on a server of this machine, so that their own names can be used without a network.
 *
 * @param folder for temporary and cached files.
 */
export async function startInternet(t: Teardown, folder: string, pages: Record<string, Answer>): Promise<Internet> {
  const { origin, asked, pages: served } = await startWebServer(t)
  const client = new OutboundClient({ allowLoopback: true, deadlineMs: 5000 })
  t.teardown(() => client.close())
  const cache = new DownloadCache({ folder: join(folder, 'downloads'), maxAgeMs: 60_000 })
  const downloader = new Downloader({ client, cache, folder, maxBytes: 2 ** 20, log: SILENT })
  const bySite = new Proxy(served, { set: (target, site, page) => Reflect.set(target, `/${String(site)}`, page) })
  Object.assign(bySite, pages)
  return {
    downloads: {
      async download(url: string, options?: DownloadOptions) {
        const download = await downloader.download(url.replace(/^https?:\//, origin), options)
        return {
          ...download,
          url: download.url.replace(`${origin}/`, `${url.startsWith('https') ? 'https' : 'http'}://`),
        }
      },
    },
    pages: bySite,
    get asked() {
      return asked.map((path) => path.slice(1))
    },
  }
}
