const SECRET_PARAMETER = /key|token|secret|password|passwd|signature|credential|session|auth|^sig$|^pw$/i
const HIDDEN = '***'

/**
 * A URL for logs and files: values of parameters that look like secrets are replaced by `***`; credentials and the
 * fragment are left out.
 */
export function withoutSecrets(text: string): string {
  const url = URL.parse(text)
  if (!url) return HIDDEN
  const names = [...url.searchParams.keys()].filter((name) => SECRET_PARAMETER.test(name))
  for (const name of names) url.searchParams.set(name, HIDDEN)
  url.hash = ''
  url.username = ''
  url.password = ''
  return url.href
}
