import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'

/** Paths of the files and folders that the package of a folder brings, as far as they lie in the checkout. */
function pathsOfPackage(folder: string): string[] {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [{ files }]: [{ files: { path: string }[] }] = JSON.parse(output)
  const paths = files.map(({ path }) => path)
  // A page may lead to a folder as well.
  return [...paths, ...new Set(paths.flatMap((path) => foldersOf(path)))]
}

/** The folders that a file lies in, each with a slash at its end. */
function foldersOf(path: string): string[] {
  const names = path.split('/')
  return names.slice(1).map((_, n) => `${names.slice(0, n + 1).join('/')}/`)
}

/** What a page refers to in its own package: links, and pictures of either kind. */
function referencesOf(page: string): string[] {
  const text = page.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '')
  return [...text.matchAll(/\]\(([^)\s]+)\)|\b(?:src|srcset|href)="([^"\s]+)"/g)]
    .map(([, link, picture]) => link ?? picture ?? '')
    .filter((reference) => !/^(https?:|mailto:|#)/.test(reference))
}

for (const folder of ['.', 'packages/plugins']) {
  t.test(`whatever a page of the package in ${folder} refers to is in the package`, async (t) => {
    const files = new Set(pathsOfPackage(folder))
    const pages = [...files].filter((file) => file.endsWith('.md') && !file.startsWith('dist/'))
    t.ok(pages.includes('README.md'))
    for (const page of pages) {
      for (const reference of referencesOf(readFileSync(join(folder, page), 'utf8'))) {
        const [path = ''] = reference.split('#')
        t.ok(files.has(join(page, '..', path)), `${page}: ${reference}`)
      }
    }
  })
}
