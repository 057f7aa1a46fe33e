/** Copies what a hidden field has: the way that works without HTTPS, while a person's click is handled. */
function copyThroughField(text: string): boolean {
  const before = document.activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.readOnly = true
  field.style.position = 'fixed'
  field.style.opacity = '0'
  document.body.append(field)
  field.select()
  try {
    return document.execCommand('copy')
  } finally {
    field.remove()
    if (before instanceof HTMLElement) before.focus({ preventScroll: true })
  }
}

/**
 * Puts a text into the clipboard. Call it while a click is handled. `navigator.clipboard` is only on pages with HTTPS.
 *
 * @throws Error when the browser does not allow it.
 */
export async function copyText(text: string): Promise<void> {
  if ('clipboard' in navigator && window.isSecureContext) return navigator.clipboard.writeText(text)
  if (!copyThroughField(text))
    throw new Error('The browser does not let this page copy. Select the text and copy it yourself')
}
