/** A first name for this device, by what the browser says of itself. */
export function deviceName(): string {
  const { userAgent } = navigator
  const known = ['iPhone', 'iPad', 'Android', 'Windows', 'Macintosh', 'Linux'].find((name) => userAgent.includes(name))
  return known === 'Macintosh' ? 'Mac' : (known ?? 'Browser')
}
