import type { Log } from '../log.ts'
import { openWebFolder, WebFolder } from './web-folder.ts'

/** The setting for an instance without pages. */
const NO_PAGES = 'none'

export interface FolderChoice {
  /** The setting: a folder, `none`, or null for the service's own pages. */
  setting: string | null
  /** Where the service's own pages are, once they are built. */
  own: string
  log: Pick<Log, 'warn'>
}

/**
 * Opens the folder whose pages are served; null when there are none.
 *
 * @throws SettingsError when a folder was named that cannot be served.
 */
export async function chooseWebFolder({ setting, own, log }: FolderChoice): Promise<WebFolder | null> {
  if (setting === NO_PAGES) return null
  if (setting !== null) return openWebFolder(setting)
  const folder = new WebFolder(own)
  if (await folder.has('index.html')) return folder
  log.warn({ folder: own }, 'the pages are not built, so none are served: npm run build-web builds them')
  return null
}
