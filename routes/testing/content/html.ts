const PREVIEW = '/api/testing/content/image?text=Fixture+Preview'

const BANNER = `
  <div id="deployment-notification" data-testid="deployment-notification">
    A new version is available.
    <button type="button" data-testid="deployment-notification-reload">Reload</button>
  </div>`

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;' }

/** A page with a title and a preview picture, as sites describe themselves to those who link them. */
export function renderPage(title: string, { withBanner }: { withBanner: boolean }): string {
  const escaped = title.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '')
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>${escaped}</title>
  <meta property="og:title" content="${escaped}">
  <meta property="og:type" content="article">
  <meta property="og:image" content="${PREVIEW}">
  <meta name="twitter:title" content="${escaped}">
  <meta name="twitter:image" content="${PREVIEW}">
  <link rel="icon" href="${PREVIEW}">
</head>
<body>${withBanner ? BANNER : ''}
  <h1>${escaped}</h1>
  <p>Content for tests.</p>
</body>
</html>
`
}
