import { Button, Tooltip } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useLocation, useNavigate, useRouter } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useMay } from '../api/queries/session.ts'
import { expectTyping } from '../shared/keyboard/type-ahead.ts'
import { useHotkey } from '../shared/keyboard/use-hotkey.ts'
import { useNotedKeys } from '../shared/keyboard/use-noted-keys.ts'
import { useTypeAhead } from '../shared/keyboard/use-type-ahead.ts'
import { loadTheRest } from '../shared/later.tsx'
import { useWidthUpTo } from '../shared/use-width-up-to.ts'
import { BottomBar } from './bottom-bar.tsx'
import classes from './frame.module.css'
import { Navigation } from './navigation.tsx'
import { NewVersion } from './new-version.tsx'
import { OfflineBar } from './offline-bar.tsx'
import { useScanner } from './scanner/use-scanner.ts'
import { SearchField } from './search-field/search-field.tsx'
import { SessionEnded } from './session-ended.tsx'
import { useWalkKeys } from './use-walk-keys.ts'

/** Screen readers begin a new page at its content. */
function useFocusOnPage() {
  const content = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const last = useRef(pathname)
  useEffect(() => {
    if (last.current === pathname) return
    last.current = pathname
    const { activeElement } = document
    if (activeElement === document.body || activeElement === null) content.current?.focus({ preventScroll: true })
  }, [pathname])
  return content
}

function NewPartButton() {
  const navigate = useNavigate()
  useHotkey('n', () => {
    expectTyping()
    void navigate({ to: '/new' })
  })
  return (
    <Tooltip label="New part (N)">
      <Button renderRoot={(props) => <Link to="/new" {...props} />} leftSection={<IconPlus size={15} stroke={1.75} />}>
        New part
      </Button>
    </Tooltip>
  )
}

/** What is around every page: navigation, search, and where messages stand. */
export function Frame() {
  const content = useFocusOnPage()
  const router = useRouter()
  const queries = useQueryClient()
  useEffect(() => {
    const isDrawn = () => content.current?.querySelector('h1, h2') != null
    void loadTheRest(() => router.state.status === 'idle' && queries.isFetching() === 0 && isDrawn())
  }, [content, router, queries])
  useNotedKeys()
  useScanner()
  // After the scanner, which must see every key.
  useTypeAhead()
  useWalkKeys()
  const mayEdit = useMay('editor')
  const { pathname } = useLocation()
  const phone = useWidthUpTo('phone')
  return (
    <div className={classes.frame}>
      <Navigation />
      <div className={classes.panel}>
        <OfflineBar />
        <SessionEnded />
        <NewVersion />
        <section className={classes.top} aria-label="Search">
          <search className={classes.search}>
            <SearchField />
          </search>
          {mayEdit && !phone && pathname !== '/new' && <NewPartButton />}
        </section>
        <main className={classes.content} ref={content} tabIndex={-1} id="content">
          <Outlet />
        </main>
      </div>
      <BottomBar />
    </div>
  )
}
