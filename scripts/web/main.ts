import { buildPages } from './build-pages.ts'
import { writeGenerated } from './write-generated.ts'

// `types` writes only what is generated, which the compiler needs to check the pages.
if (process.argv[2] === 'types') await writeGenerated()
else await buildPages('dist/web')
