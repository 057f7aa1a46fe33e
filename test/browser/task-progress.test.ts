import { fileURLToPath } from 'node:url'
import t from 'tap'
import { buildApp } from '../support/build-app.ts'
import { openPage, startBrowser, whyNoBrowser } from './chromium.ts'

const webRoot = fileURLToPath(new URL('page', import.meta.url))

/** Adds a script to the page and tells by which directive it was refused. */
const INJECT = `new Promise((resolve) => {
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective))
  const script = document.createElement('script')
  script.textContent = 'document.title = "injected"'
  document.head.append(script)
})`

t.test('a page of WEB_ROOT in a browser', { skip: whyNoBrowser() }, async (t) => {
  const app = await buildApp(t, { settings: { appEnv: 'testing', webRoot } })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const browser = await startBrowser(t)

  for (const address of ['/', '/tasks/4711?from=link']) {
    const { page, problems } = await openPage(browser)
    await page.goto(url + address)
    await page.locator('#state', { hasText: /^(completed|failed)/ }).waitFor()
    t.equal(await page.locator('#state').textContent(), 'completed: success', `${address}: the task's end`)
    t.strictSame(
      await page.locator('#log li').allTextContents(),
      ['Step 1/4 0.25', 'Step 2/4 0.50', 'Step 3/4 0.75', 'Step 4/4 1.00'],
      'each step of its progress, in order',
    )
    t.equal(await page.evaluate("document.getElementById('bar').value"), 1)
    t.equal(await page.locator('#version').textContent(), 'test-release', 'the version of the folder')
    t.equal(await page.locator('html').getAttribute('data-theme'), 'dark', "the page's own inline script has run")
    t.strictSame(problems, [], 'nothing to complain about')
    await page.close()
  }

  const { page, problems } = await openPage(browser)
  await page.goto(url)
  await page.locator('#state', { hasText: /^completed/ }).waitFor()
  t.equal(await page.evaluate(INJECT), 'script-src-elem', 'a script that is injected into the page is refused')
  t.equal(await page.title(), 'Task progress')
  t.match(problems, [/Content Security Policy/])
})
