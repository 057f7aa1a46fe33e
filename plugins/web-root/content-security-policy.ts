import { createHash } from 'node:crypto'
import { Parser } from 'htmlparser2'

const POLICY = {
  'default-src': "'self'",
  // Component libraries add styles to the page at run time.
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data: blob:",
  'font-src': "'self' data:",
  'worker-src': "'self' blob:",
  'object-src': "'none'",
  'base-uri': "'self'",
  'form-action': "'self'",
  'frame-ancestors': "'self'",
}

/** The text of each script that stands in a page itself, as browsers see it: with the line ends of HTML. */
function inlineScripts(html: string): string[] {
  const scripts: string[] = []
  let script: string | undefined
  const parser = new Parser({
    onopentag(name, { src }) {
      if (name === 'script' && src === undefined) script = ''
    },
    ontext(text) {
      if (script !== undefined) script += text
    },
    onclosetag(name) {
      if (name === 'script' && script) scripts.push(script)
      if (name === 'script') script = undefined
    },
  })
  parser.end(html.replace(/\r\n?/g, '\n'))
  return scripts
}

/**
 * The `Content-Security-Policy` of a page or file of the front end: everything from this origin alone. Scripts inside
 * the page are allowed one by one, by the hash of their text (CSP Level 3), so that injected ones are not.
 *
 * @param html the page as it is sent; none for other files.
 */
export function contentSecurityPolicy(html = ''): string {
  const hashes = inlineScripts(html).map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)
  const directives = { ...POLICY, 'script-src': ["'self'", "'wasm-unsafe-eval'", ...hashes].join(' ') }
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ')
}
