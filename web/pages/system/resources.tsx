import { Progress } from '@mantine/core'
import { bytes, count } from '../../shared/text/numbers.ts'
import type { Sample } from './read-metrics.ts'
import { sampleValue } from './read-metrics.ts'
import classes from './system.module.css'

/** What the process uses: connections, memory. */
export function Resources({ samples }: { samples: readonly Sample[] }) {
  const connections = (state: string) => sampleValue(samples, 'db_pool_connections', { state }) ?? 0
  const inUse = connections('in_use')
  const open = inUse + connections('idle')
  const memory = sampleValue(samples, 'process_resident_memory_bytes')
  const heap = sampleValue(samples, 'nodejs_heap_size_used_bytes')
  const slow = sampleValue(samples, 'db_slow_query_total') ?? 0
  return (
    <section className={classes.section}>
      <h2>
        Database <span>{count(open)} connections open</span>
      </h2>
      <p className={classes.text}>
        <b>{count(inUse)}</b> in use, {count(connections('waiting'))} waiting, {count(slow)} slow statements
      </p>
      <Progress value={open === 0 ? 0 : (inUse / open) * 100} size={6} aria-label="Connections in use" />
      {memory !== undefined && (
        <>
          <h2>Memory</h2>
          <p className={classes.text}>
            <b>{bytes(memory)}</b> in all{heap !== undefined && `, ${bytes(heap)} of it for objects`}
          </p>
        </>
      )}
    </section>
  )
}
