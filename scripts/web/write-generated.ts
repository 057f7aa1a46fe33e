import { writeRunbooks } from '../../web/build/runbooks.ts'
import { writeApiTypes } from '../../web/build/types.ts'
import { renderDocument } from './render-document.ts'

/** Writes what the sources of the pages import and the repository does not keep: types of the API, and the runbooks. */
export async function writeGenerated(): Promise<void> {
  await writeApiTypes(await renderDocument())
  writeRunbooks()
}
