import { execFileSync } from 'node:child_process'
import { cpSync, globSync, rmSync } from 'node:fs'

/** Files that the compiled service reads at run time, beside the code that reads them. */
const ASSETS = ['services/catalogue/types/part-types.txt', ...globSync('services/**/*.md'), 'sample-data']

console.log('Compiling to dist/')
rmSync('dist', { recursive: true, force: true })
execFileSync('tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit' })
for (const asset of ASSETS) cpSync(asset, `dist/${asset}`, { recursive: true })
console.log('Done')
