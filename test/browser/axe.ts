import axe from 'axe-core'
import type { Page } from 'playwright-core'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds on a page, one text a finding: the rule, and where. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Through the debugger, which the content security policy of the page does not hold for.
  await page.evaluate(axe.source)
  const run = `axe.run(document, { runOnly: ${JSON.stringify(RULES)} }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ' ' + target.join(' ') + ' ' + failureSummary)))`
  return page.evaluate(run)
}
