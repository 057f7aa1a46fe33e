const FORM = 'postgresql://user:password@host:5432/database'
const ENCODING =
  'Characters of the user, password and database that have a meaning in URLs are written percent-encoded: @ as %40,' +
  ' / as %2F, # as %23, ? as %3F, % as %25, a space as %20'

function decodes(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

function whatIsWrong(url: string): string | null {
  const [, authority = '', rest = ''] = /^[^:]+:\/\/([^/?#]*)(.*)$/.exec(url) ?? []
  if (rest.includes('#') || rest.includes('@'))
    return `its user or password has a character that cannot stand there as it is. ${ENCODING}`
  const server = authority.slice(authority.lastIndexOf('@') + 1)
  if (server.includes(',')) return 'it names several hosts; name one'
  const port = /:(\d*)$/.exec(server.replace(/^\[.*\]/, ''))?.[1]
  if (port !== undefined && port !== '' && (Number(port) < 1 || Number(port) > 65_535)) {
    return `its port must be from 1 to 65535`
  }
  // A server that is given by parameters, such as the folder of a socket, needs no host.
  const complete = server === '' ? url.replace(`//${authority}`, `//${authority}host`) : url
  const parsed = URL.parse(complete)
  if (parsed === null) return `it cannot be read as a URL. ${ENCODING}`
  if (![parsed.username, parsed.password, parsed.pathname].every(decodes)) {
    return `it has a % that does not begin a percent-encoded character. ${ENCODING}`
  }
  return null
}

/**
 * What is wrong with the URL of a PostgreSQL server that a variable has, in words that do not repeat any part of it. Whether there is such a
 * server only a connection can tell.
 */
export function findDatabaseUrlProblem(variable: string, url: string): string[] {
  const problem = whatIsWrong(url)
  return problem === null ? [] : [`${variable} must have the form ${FORM}: ${problem}`]
}
