import { Button } from '@mantine/core'
import { IconApi, IconBook2, IconChartDots, IconExternalLink, IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { serviceUrl } from '../../api/client.ts'
import { useMay, useSignsIn } from '../../api/queries/session.ts'
import { type System, systemQuery } from '../../api/queries/system.ts'
import { Empty } from '../../shared/feedback/empty.tsx'
import { Failure } from '../../shared/feedback/failure.tsx'
import { PageHead } from '../../shared/page/page-head.tsx'
import { duration } from '../../shared/text/times.ts'
import { usePageTitle } from '../../shared/use-page-title.ts'
import { Budgets } from './budgets.tsx'
import { Checks } from './checks.tsx'
import { Pollers } from './pollers.tsx'
import { sampleValue } from './read-metrics.ts'
import { Replicas } from './replicas.tsx'
import { Requests } from './requests.tsx'
import { Resources } from './resources.tsx'
import { Settings } from './settings.tsx'
import { Shutdowns } from './shutdowns.tsx'
import classes from './system.module.css'
import { useSystem } from './use-system.ts'

/** The version of this process, and how many others run. */
function versionText(system: System | undefined): string {
  const own = system?.replicas.find(({ is_this }) => is_this)
  const count = system?.replicas.length ?? 1
  return `Version ${own?.version ?? '…'}, ${count > 1 ? `${count} replicas, ` : ''}`
}

/** How the service is, for who runs it. */
export function SystemPage() {
  const mayLook = useMay('admin')
  const signsIn = useSignsIn()
  const { samples, readAt, error, ready, rates, times } = useSystem()
  const { data: system } = useQuery({ ...systemQuery, enabled: mayLook })
  usePageTitle('System')
  if (!mayLook) return <Empty title="For administrators">This page shows how the service runs.</Empty>
  const started = sampleValue(samples, 'process_start_time_seconds')
  return (
    <div className={classes.page}>
      <PageHead
        title="System"
        summary={started !== undefined && `${versionText(system)}up for ${duration(readAt / 1000 - started)}`}
        actions={
          <>
            {signsIn && (
              <Button
                renderRoot={(props) => <Link to="/people" {...props} />}
                leftSection={<IconUsers size={15} stroke={1.75} />}
              >
                People and devices
              </Button>
            )}
            <Button
              renderRoot={(props) => <Link to="/system/runbooks" {...props} />}
              leftSection={<IconBook2 size={15} stroke={1.75} />}
            >
              Runbooks
            </Button>
            <Button
              component="a"
              href={serviceUrl('/metrics')}
              target="_blank"
              leftSection={<IconChartDots size={15} stroke={1.75} />}
              rightSection={<IconExternalLink size={13} stroke={1.75} aria-label="in a new tab" />}
            >
              Metrics
            </Button>
            <Button
              component="a"
              href={serviceUrl('/api/docs/swagger/')}
              target="_blank"
              leftSection={<IconApi size={15} stroke={1.75} />}
              rightSection={<IconExternalLink size={13} stroke={1.75} aria-label="in a new tab" />}
            >
              Reference
            </Button>
          </>
        }
      />
      {error !== null && <Failure error={error} />}
      <div className={classes.columns}>
        <div>
          <Checks ready={ready} samples={samples} />
          <Replicas replicas={system?.replicas ?? []} now={readAt} />
          <Shutdowns shutdowns={system?.shutdowns ?? []} />
          <Settings />
        </div>
        <div>
          <Requests samples={samples} rates={rates} times={times} />
        </div>
        <div>
          <Resources samples={samples} database={system?.database} />
          <Pollers samples={samples} failures={system?.polling_failures ?? []} now={readAt} />
          <Budgets samples={samples} />
        </div>
      </div>
    </div>
  )
}
