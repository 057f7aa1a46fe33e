import { Button } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { serviceUrl } from '../../api/client.ts'
import type { ApiError } from '../../api/errors.ts'
import { authModeQuery } from '../../api/queries/session.ts'
import { Logo } from '../../frame/logo.tsx'
import { usePageTitle } from '../../shared/use-page-title.ts'
import classes from './sign-in.module.css'
import { WayTo } from './way-to.tsx'

/** An address that leads to where the person was on the way to, afterwards. */
function andBack(path: string): string {
  const here = location.pathname + location.search
  return `${serviceUrl(path)}?redirect=${encodeURIComponent(here)}`
}

/** What stands in place of the pages while nobody is signed in. */
export function SignInPage({ error }: { error: ApiError }) {
  const { data: mode } = useQuery(authModeQuery)
  const refused = error.status === 403
  usePageTitle('Sign in')
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <Logo size={40} />
        <h1>{refused ? 'This account may not come in' : 'Sign in to go on'}</h1>
        <p>{refused ? (error.hint ?? error.message) : <WayTo address={location.href} />}</p>
        {mode?.mode === 'own' ? (
          <Button
            component="a"
            href={andBack('/pair')}
            size="lg"
            variant="filled"
            fullWidth
            rightSection={<IconArrowRight size={18} stroke={1.75} />}
          >
            Pair this device
          </Button>
        ) : (
          <Button
            component="a"
            href={andBack('/api/auth/login')}
            size="lg"
            variant="filled"
            fullWidth
            rightSection={<IconArrowRight size={18} stroke={1.75} />}
          >
            {refused ? 'Other account' : 'Sign in'}
          </Button>
        )}
      </div>
      <span className={classes.host}>{location.host}</span>
    </main>
  )
}
