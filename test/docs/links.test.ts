import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import t from 'tap'

const PAGES = [...globSync('*.md'), ...globSync('docs/**/*.md'), ...globSync('packages/*/*.md')]

/** Folders whose names in code spans are paths of this repository. */
const ROOTS = [
  'bench',
  'cli',
  'docs',
  'migrations',
  'ops',
  'packages',
  'plugins',
  'routes',
  'sample-data',
  'scripts',
  'services',
  'soak',
  'test',
]

/** The text without code, in which a bracket is no link. */
function withoutCode(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '')
}

/** Headings as the anchors that they get: lower case, without signs, blanks as hyphens. */
function anchorsOf(page: string): string[] {
  return [...withFencesRemoved(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

function withFencesRemoved(page: string): string {
  return readFileSync(page, 'utf8').replaceAll(/^```[\s\S]*?^```/gm, '')
}

t.test('every link of the pages leads somewhere', async (t) => {
  t.ok(PAGES.length > 20)
  for (const page of PAGES) {
    const links = [...withoutCode(readFileSync(page, 'utf8')).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
    for (const link of links) {
      if (/^(https?|mailto):/.test(link)) continue
      const [path = '', anchor] = link.split('#')
      const target = path === '' ? page : join(dirname(page), path)
      t.ok(existsSync(target), `${page}: ${link}`)
      if (anchor === undefined || !existsSync(target)) continue
      t.ok(anchorsOf(target).includes(anchor), `${page}: ${link} is a heading`)
    }
  }
})

t.test('every page is reached from the README', async (t) => {
  const reached = new Set(['README.md'])
  for (const page of reached) {
    for (const [, link = ''] of withoutCode(readFileSync(page, 'utf8')).matchAll(/\]\(([^)\s#]+)[^)]*\)/g)) {
      const target = relative('.', join(dirname(page), link))
      if (target.endsWith('.md') && existsSync(target)) reached.add(target)
    }
  }
  const pages = PAGES.filter((page) => page.startsWith('docs/') && !page.startsWith('docs/decisions/'))
  for (const page of pages) t.ok(reached.has(page), page)
})

t.test('every file and every npm script that the pages name exists', async (t) => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
  const path = new RegExp(`\`((?:${ROOTS.join('|')})/[\\w./@-]*)\``, 'g')
  for (const page of PAGES.filter((name) => name !== 'CHANGELOG.md')) {
    const text = readFileSync(page, 'utf8')
    for (const [, name = ''] of text.matchAll(path)) {
      const isFolder = name.endsWith('/')
      t.ok(existsSync(name) && (!isFolder || statSync(name).isDirectory()), `${page}: ${name}`)
    }
    for (const [, name = ''] of text.matchAll(/npm run ([a-z-]+)/g)) t.ok(scripts[name], `${page}: npm run ${name}`)
  }
})
