/** A record as clients of the log stream read it. */
export interface LogRecord {
  timestamp: string
  level: 'INFO' | 'WARNING' | 'ERROR' | 'CRITICAL'
  logger: string
  message: string
  correlation_id?: string
  extra?: Record<string, unknown>
}

const LEVELS: readonly { from: number; name: LogRecord['level'] }[] = [
  { from: 60, name: 'CRITICAL' },
  { from: 50, name: 'ERROR' },
  { from: 40, name: 'WARNING' },
  { from: 30, name: 'INFO' },
]

const DEFAULT_LOGGER = 'electronics-inventory'

/**
 * Reads one line of the log.
 *
 * @returns null for a record below INFO, and for a line that is not a record.
 */
export function parseLogLine(line: string): LogRecord | null {
  const fields: unknown = JSON.parse(line)
  if (typeof fields !== 'object' || fields === null) return null
  const {
    level,
    time,
    msg,
    name,
    reqId,
    pid: _pid,
    hostname: _hostname,
    ...extra
  }: Record<string, unknown> = {
    ...fields,
  }
  const levelName = LEVELS.find(({ from }) => Number(level) >= from)?.name
  if (levelName === undefined) return null
  return {
    timestamp: new Date(typeof time === 'number' ? time : Date.now()).toISOString(),
    level: levelName,
    logger: typeof name === 'string' ? name : DEFAULT_LOGGER,
    message: typeof msg === 'string' ? msg : '',
    ...(typeof reqId === 'string' && { correlation_id: reqId }),
    ...(Object.keys(extra).length > 0 && { extra }),
  }
}
