import type { NodeOptions } from './patroni-node.ts'

/** What HAProxy is told: its port leads to whichever node Patroni calls the primary, and to nobody while there is none. */
export function proxyConfiguration(port: number, nodes: readonly NodeOptions[]): string {
  return [
    'global',
    '  maxconn 500',
    'defaults',
    '  mode tcp',
    '  timeout connect 2s',
    '  timeout client 30m',
    '  timeout server 30m',
    '  timeout check 1s',
    'listen primary',
    `  bind 127.0.0.1:${port}`,
    '  option httpchk OPTIONS /primary',
    '  http-check expect status 200',
    '  default-server inter 500ms fall 2 rise 1 on-marked-down shutdown-sessions',
    ...nodes.map(
      ({ name, postgresPort, restPort }) => `  server ${name} 127.0.0.1:${postgresPort} check port ${restPort}`,
    ),
    '',
  ].join('\n')
}
