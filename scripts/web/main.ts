import { writeApiTypes } from '../../web/build/types.ts'
import { buildPages } from './build-pages.ts'
import { renderDocument } from './render-document.ts'

// `types` writes only the types, which the compiler needs to check the pages.
if (process.argv[2] === 'types') await writeApiTypes(await renderDocument())
else await buildPages('dist/web')
