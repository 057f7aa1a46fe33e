// Loaded before the program, and by any Node: an older one cannot even read the sources, and says so in riddles.
import { readFileSync } from 'node:fs'

/** @type {{ engines: { node: string } }} */
const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
const wanted = engines.node.replace(/^>=/, '')
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const [wantedMajor = 0, wantedMinor = 0] = wanted.split('.').map(Number)

if (major < wantedMajor || (major === wantedMajor && minor < wantedMinor)) {
  console.error(`This service needs Node ${wanted} or newer, and this is Node ${process.versions.node}.
Install a newer one (https://nodejs.org/en/download), or run "npm ci" without --omit=dev: that brings the right one along.`)
  process.exit(1)
}
