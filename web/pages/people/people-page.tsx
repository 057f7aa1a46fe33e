import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { tokensQuery } from '../../api/queries/access.ts'
import { authModeQuery, useMay } from '../../api/queries/session.ts'
import { NoHttps } from '../../shared/access/no-https.tsx'
import { Empty } from '../../shared/feedback/empty.tsx'
import { FilterTabs } from '../../shared/page/filter-tabs.tsx'
import { PageHead } from '../../shared/page/page-head.tsx'
import { usePageTitle } from '../../shared/use-page-title.ts'
import { AccessLog } from './access-log.tsx'
import { AddDeviceDialog, type AddedDevice } from './pairing/add-device-dialog.tsx'
import classes from './people.module.css'
import { PeopleActions } from './people-actions.tsx'
import { PeopleList } from './people-list.tsx'
import { Summary } from './summary.tsx'
import { NewTokenDialog } from './tokens/new-token-dialog.tsx'
import { TokenList } from './tokens/token-list.tsx'

const route = getRouteApi('/people')

/** Who gets in: people, their devices, access tokens, and the log of it all. */
export function PeoplePage() {
  const { tab: wanted, add } = route.useSearch()
  const navigate = route.useNavigate()
  const isAdmin = useMay('admin')
  const { data: mode } = useQuery(authModeQuery)
  const isOn = mode !== undefined && mode.mode !== 'open'
  const { data: tokens } = useQuery({ ...tokensQuery, enabled: isOn })
  usePageTitle('People and devices')
  if (mode === undefined) return null
  if (mode.mode === 'open') {
    return (
      <Empty title="Nobody signs in here">
        The service lets in whoever uses this machine. For phones and other people start it with AUTH_MODE=own.
      </Empty>
    )
  }
  const pairs = mode.mode === 'own'
  // The people of an identity provider are managed there.
  const tab = wanted ?? (pairs ? undefined : 'tokens')
  const open = (what: string | undefined) => void navigate({ search: (old) => ({ ...old, add: what }), replace: true })
  const close = () => open(undefined)
  const isDevice = (what: string | undefined): what is AddedDevice =>
    pairs && (what === 'phone' || (what === 'person' && isAdmin))
  return (
    <div className={classes.page}>
      <PageHead
        title={pairs ? 'People and devices' : 'Access tokens'}
        summary={pairs && <Summary />}
        actions={<PeopleActions tab={tab} onAdd={open} />}
      />
      <FilterTabs
        label="What is shown"
        value={tab}
        onChange={(next) => void navigate({ search: { tab: next } })}
        tabs={[
          ...(pairs ? [{ value: undefined, label: 'People' }] : []),
          { value: 'tokens', label: 'Access tokens', count: tokens?.length },
          ...(isAdmin ? [{ value: 'log', label: 'Log of access' } as const] : []),
        ]}
      />
      <div className={classes.body}>
        {tab !== 'log' && (
          <div className={classes.warning}>
            <NoHttps />
          </div>
        )}
        {tab === undefined && <PeopleList onAdd={() => open('phone')} />}
        {tab === 'tokens' && <TokenList onAdd={() => open('token')} />}
        {tab === 'log' && isAdmin && <AccessLog />}
      </div>
      <AddDeviceDialog adding={isDevice(add) ? add : undefined} onClose={close} />
      <NewTokenDialog opened={add === 'token'} onClose={close} />
    </div>
  )
}
