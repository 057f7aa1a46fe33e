import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'

/** The short form: the browser reads it anew for each page. */
const AXE = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds on a page, one text a finding: the rule, and where. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Through the debugger, which the content security policy of the page does not hold for.
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(AXE)
  const run = `axe.run(document, { runOnly: ${JSON.stringify(RULES)}, resultTypes: ['violations'] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ' ' + target.join(' ') + ' ' + failureSummary)))`
  return page.evaluate(run)
}
