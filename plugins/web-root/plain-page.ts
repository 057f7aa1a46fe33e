const TITLE = 'Parts inventory'

/**
 * What `/` shows on an instance that serves no pages: what this is, and where its interface is described.
 *
 * @param basePath prefix of the addresses, without a slash at its end.
 */
export function plainPage(basePath: string): string {
  const link = (path: string, text: string) => `<li><a href="${basePath}${path}">${text}</a></li>`
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${TITLE}</title></head>
<body>
<h1>${TITLE}</h1>
<p>This instance serves the interface for programs and no pages.</p>
<ul>
${link('/api/docs/swagger/', 'Reference of the interface')}
${link('/metrics', 'Metrics')}
${link('/health/readyz', 'Health')}
</ul>
</body>
</html>
`
}
