import type { FastifyReply } from 'fastify'

const STYLE = `
  body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; background: Canvas; color: CanvasText }
  main { max-width: 25rem; margin: 0 auto; padding: 18vh 1rem 2rem }
  h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 2rem }
  p { margin: 0 0 1.25rem }
  form { display: flex; gap: 1rem; align-items: center }
  button { padding: .625rem 1.25rem; font: inherit; cursor: pointer }
`

/** Only the style below, no script, and in no frame: a page of another site must not get people to press the button. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"

/** What a page needs to ask whether somebody wants to sign out. */
export interface SignOutQuestion {
  /** Where to go afterwards: an address that was checked. */
  redirect: string
  /** The page to go to for who stays. */
  home: string
  /** Whether the browser is a paired device. */
  isPaired: boolean
}

function html({ redirect, home, isPaired }: SignOutQuestion): string {
  const after = isPaired ? 'To come back, this device has to be paired again.' : 'To come back, you sign in again.'
  // The form sends Origin only where the page may name itself, whatever a proxy has said in a header.
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="same-origin">
<meta name="color-scheme" content="light dark">
<title>Sign out?</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Sign out?</h1>
<p>${after}</p>
<form method="post" action="logout?redirect=${encodeURIComponent(redirect)}">
<button>Sign out</button>
<a href="${home}">Stay signed in</a>
</form>
</main>
</body>
</html>
`
}

/** Asks a person, since the service cannot tell whether a page of another site has sent the browser here. */
export function askToSignOut(reply: FastifyReply, question: SignOutQuestion): FastifyReply {
  return reply
    .code(403)
    .headers({ 'content-security-policy': POLICY, 'x-frame-options': 'DENY' })
    .type('text/html; charset=utf-8')
    .send(html(question))
}
