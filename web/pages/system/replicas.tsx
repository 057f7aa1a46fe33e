import type { System } from '../../api/queries/system.ts'
import { plural } from '../../shared/text/numbers.ts'
import { Tag } from '../../shared/text/tag.tsx'
import { duration } from '../../shared/text/times.ts'
import classes from './system.module.css'

/** The processes that run, and whether they are of one version. */
export function Replicas({ replicas, now }: { replicas: System['replicas']; now: number }) {
  const versions = new Set(replicas.map(({ version }) => version))
  if (replicas.length === 0) return null
  return (
    <section className={classes.section}>
      <h2>
        Replicas{' '}
        <span>{versions.size > 1 ? `of ${plural(versions.size, 'version', 'versions')}` : 'all of one version'}</span>
      </h2>
      {replicas.map(({ host, version, started_at, is_this }) => (
        <div key={`${host} ${started_at}`} className={classes.row} data-wrong={versions.size > 1 || undefined}>
          <span className={`ellipsis ${classes.host}`} title={host ?? undefined}>
            {host ?? 'unknown'}
          </span>
          <span className={classes.value}>
            {version ?? 'an older version'} {is_this && <Tag>this one</Tag>}
          </span>
          <span className={classes.end}>up {duration(Math.max(0, (now - Date.parse(started_at)) / 1000))}</span>
        </div>
      ))}
    </section>
  )
}
