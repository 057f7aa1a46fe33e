import http from 'node:http'
import type { Plugin } from 'rolldown'

const MODULE = '\0http-of-node'

/**
 * Has the service take `node:http` from Node itself in place of importing it. What imports it reads all of its names, and with the last
 * of them, which are those of web sockets, Node loads its whole HTTP client. That is a twentieth of the work until the service is ready.
 */
export const httpOfNode: Plugin = {
  name: 'http-of-node',
  resolveId(source, _importer, { kind }) {
    // What is required, and not imported, has its names read one by one.
    return kind === 'import-statement' && /^(node:)?http$/.test(source) ? MODULE : null
  },
  load(id) {
    if (id !== MODULE) return null
    const names = Object.entries(Object.getOwnPropertyDescriptors(http)).flatMap(([name, { get }]) => (get ? [] : name))
    return [
      'const http = process.getBuiltinModule("node:http")',
      'export default http',
      `export const { ${names.join(', ')} } = http`,
    ].join('\n')
  },
}
