import { writeFileSync } from 'node:fs'
import { renderEnvExample } from '../../plugins/config/env-example.ts'
import { renderConfigurationPage } from './configuration-page.ts'
import { renderMetricsPage } from './metrics-page.ts'

/** Writes the pages that are made from the code, so that they cannot go stale. */
const PAGES = {
  '.env.example': renderEnvExample,
  'docs/configuration.md': renderConfigurationPage,
  'docs/metrics.md': renderMetricsPage,
}

for (const [file, render] of Object.entries(PAGES)) {
  writeFileSync(file, render())
  console.log(`Wrote ${file}`)
}
