import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Alarm } from '../../api/generated/runbooks.ts'
import { authModeQuery, type SignInMode } from '../../api/queries/session.ts'
import { plural } from '../../shared/text/numbers.ts'
import type { Sample } from './read-metrics.ts'
import { sampleValue } from './read-metrics.ts'
import { RunbookLink } from './runbook-link.tsx'
import classes from './system.module.css'

interface Check {
  name: string
  text: string
  ok: boolean
  /** What is to be done when it fails. */
  alarm?: Alarm | undefined
}

/** Tasks that may wait, as in the rule of the alarm. */
const MOST_WAITING = 50

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/** Runbooks of the checks of readiness. */
const ALARMS: Readonly<Record<string, Alarm>> = {
  database: 'InventoryErrorRate',
  oidc: 'InventorySignInFailing',
  sse_gateway: 'InventoryEventsNotDelivered',
  tls: 'InventoryCertificateEnds',
}
/** Checks whose names are no words. */
const NAMES: Readonly<Record<string, string>> = { oidc: 'Sign-in', sse_gateway: 'Event gateway', tls: 'Certificate' }

/** Results of the checks that people know under other words. */
const WORDS: Readonly<Record<string, (value: unknown) => string>> = {
  connected: (value) => (value === true ? 'answers' : 'does not answer'),
  migrations_pending: (value) => (value === 0 ? 'no migration waits' : `${String(value)} migrations wait`),
}

/** What one check of readiness found, in words. */
function wordsOf(found: Readonly<Record<string, unknown>>): string {
  return Object.entries(found)
    .filter(([name]) => name !== 'ok')
    .map(([name, value]) => WORDS[name]?.(value) ?? `${name.replaceAll('_', ' ')}: ${String(value)}`)
    .join(', ')
}

function checksOf(ready: unknown): Check[] {
  return Object.entries(asRecord(ready))
    .filter(([, value]) => typeof value === 'object' && value !== null)
    .map(([name, value]) => {
      const found = asRecord(value)
      const shown = NAMES[name] ?? name.charAt(0).toUpperCase() + name.slice(1)
      return { name: shown, text: wordsOf(found), ok: found.ok !== false, alarm: ALARMS[name] }
    })
}

/** How people sign in; with an identity provider readiness says how that is. */
function signInOf(mode: SignInMode | undefined): Check[] {
  if (mode === 'open') return [{ name: 'Sign-in', text: 'nobody signs in', ok: true }]
  return mode === 'own' ? [{ name: 'Sign-in', text: 'by devices that are paired here', ok: true }] : []
}

/** Whether the service is ready, and why not. */
export function Checks({ ready, samples }: { ready: unknown; samples: readonly Sample[] }) {
  const isReady = asRecord(ready).ready === true
  const { data: mode } = useQuery(authModeQuery)
  const waiting = sampleValue(samples, 'background_tasks_pending') ?? 0
  const streams = sampleValue(samples, 'sse_stream_active_connections') ?? 0
  const checks: Check[] = [
    ...checksOf(ready),
    {
      name: 'Tasks',
      text: waiting === 0 ? 'none waits' : plural(waiting, 'waits', 'wait'),
      ok: waiting <= MOST_WAITING,
      alarm: 'InventoryTaskQueueLong',
    },
    ...signInOf(mode?.mode),
    { name: 'Live pages', text: plural(streams, 'stream is open', 'streams are open'), ok: true },
  ]
  const wrong = checks.filter(({ ok }) => !ok).length
  return (
    <section className={classes.section}>
      <p className={classes.big}>
        <b>{ready === undefined ? 'Asking' : isReady ? 'Ready' : 'Not ready'}</b>{' '}
        {wrong > 0 && `with ${plural(wrong, 'thing', 'things')} to look at`}
      </p>
      {checks.map(({ name, text, ok, alarm }) => (
        <div key={name} className={classes.row} data-wrong={!ok || undefined}>
          {ok ? (
            <IconCheck size={15} stroke={1.75} aria-label="in order" />
          ) : (
            <IconAlertTriangle size={15} stroke={1.75} aria-label="wrong" />
          )}
          <span className={classes.name}>{name}</span>
          <span className={classes.value}>{text}</span>
          {!ok && alarm !== undefined && <RunbookLink alarm={alarm} />}
        </div>
      ))}
    </section>
  )
}
