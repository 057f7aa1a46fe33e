import { Progress } from '@mantine/core'
import type { System } from '../../api/queries/system.ts'
import { bytes, count } from '../../shared/text/numbers.ts'
import type { Sample } from './read-metrics.ts'
import { sampleValue } from './read-metrics.ts'
import { RunbookLink } from './runbook-link.tsx'
import classes from './system.module.css'

/** As in the rules of the alarms. */
const LEAST_FREE = 0.1
const MOST_MEMORY = 450 * 1024 * 1024

function Storage({ samples }: { samples: readonly Sample[] }) {
  const size = sampleValue(samples, 'data_folder_size_bytes') ?? 0
  const free = sampleValue(samples, 'data_folder_available_bytes')
  if (free === undefined || size === 0) return null
  return (
    <>
      <h2>
        Storage <span>where files and caches lie</span>
      </h2>
      <p className={classes.text}>
        <b>{bytes(free)}</b> free of {bytes(size)}{' '}
        {free < size * LEAST_FREE && <RunbookLink alarm="InventoryDiskNearlyFull" />}
      </p>
      <Progress value={((size - free) / size) * 100} size={6} aria-label="Storage in use" />
    </>
  )
}

interface ResourcesProps {
  samples: readonly Sample[]
  database: System['database'] | undefined
}

/** What the service uses: the database with its connections, room for files, memory. */
export function Resources({ samples, database }: ResourcesProps) {
  const connections = (state: string) => sampleValue(samples, 'db_pool_connections', { state }) ?? 0
  const inUse = connections('in_use')
  const open = inUse + connections('idle')
  const memory = sampleValue(samples, 'process_resident_memory_bytes')
  const heap = sampleValue(samples, 'nodejs_heap_size_used_bytes')
  const slow = sampleValue(samples, 'db_slow_query_total') ?? 0
  return (
    <section className={classes.section}>
      <h2>
        Database{' '}
        {database !== undefined && (
          <span>
            PostgreSQL {database.version.replace(/ .*/, '')}, {bytes(database.size_bytes)}
          </span>
        )}
      </h2>
      <p className={classes.text}>
        <b>{count(inUse)}</b> of {count(open)} connections in use, {count(connections('waiting'))} waiting,{' '}
        {count(slow)} slow statements {connections('waiting') > 0 && <RunbookLink alarm="InventoryPoolExhausted" />}
      </p>
      <Progress value={open === 0 ? 0 : (inUse / open) * 100} size={6} aria-label="Connections in use" />
      <Storage samples={samples} />
      {memory !== undefined && (
        <>
          <h2>Memory</h2>
          <p className={classes.text}>
            <b>{bytes(memory)}</b> in all{heap !== undefined && `, ${bytes(heap)} of it for objects`}{' '}
            {memory > MOST_MEMORY && <RunbookLink alarm="InventoryMemoryHigh" />}
          </p>
        </>
      )}
    </section>
  )
}
