import { createRouter } from '@tanstack/react-router'
import { BASE_PATH } from './api/client.ts'
import { plainSearch, readSearch } from './frame/address.ts'
import { rootRoute } from './frame/root-route.tsx'
import { boxRoute } from './pages/box/route.ts'
import { boxesRoute } from './pages/boxes/route.ts'
import { compareKitsRoute } from './pages/compare-kits/route.ts'
import { countBoxRoute } from './pages/count-box/route.ts'
import { exportRoute } from './pages/export/route.ts'
import { historyRoute } from './pages/history/route.ts'
import { homeRoute } from './pages/home/route.ts'
import { importRoute } from './pages/import/route.ts'
import { kitRoute } from './pages/kit/route.ts'
import { kitsRoute } from './pages/kits/route.ts'
import { labelsRoute } from './pages/labels/route.ts'
import { newPartRoute } from './pages/new-part/route.ts'
import { oneImportRoute } from './pages/one-import/route.ts'
import { pairRoute } from './pages/pair/route.ts'
import { partRoute } from './pages/part/route.ts'
import { partsRoute } from './pages/parts/route.ts'
import { peopleRoute } from './pages/people/route.ts'
import { pickRoute } from './pages/pick/route.ts'
import { runbooksRoute } from './pages/runbooks/route.ts'
import { scanRoute } from './pages/scan/route.ts'
import { shoppingRoute } from './pages/shopping/route.ts'
import { shoppingListRoute } from './pages/shopping-list/route.ts'
import { systemRoute } from './pages/system/route.ts'
import { tasksRoute } from './pages/tasks/route.ts'

const routeTree = rootRoute.addChildren([
  homeRoute,
  partsRoute,
  partRoute,
  newPartRoute,
  pairRoute,
  boxesRoute,
  boxRoute,
  countBoxRoute,
  kitsRoute,
  kitRoute,
  compareKitsRoute,
  pickRoute,
  shoppingRoute,
  shoppingListRoute,
  scanRoute,
  labelsRoute,
  importRoute,
  oneImportRoute,
  exportRoute,
  tasksRoute,
  historyRoute,
  systemRoute,
  runbooksRoute,
  peopleRoute,
])

export const router = createRouter({
  routeTree,
  basepath: BASE_PATH,
  defaultPreload: 'intent',
  // What has been read is kept by the queries, not by the router.
  defaultPreloadStaleTime: 0,
  // The first page comes into a frame that stands already, so that one can search before it is loaded.
  defaultPendingComponent: () => null,
  defaultPendingMs: 0,
  scrollRestoration: true,
  scrollToTopSelectors: ['#content'],
  parseSearch: readSearch,
  stringifySearch: plainSearch,
})

// After that, the page that one leaves stays until the next one is there.
const end = router.subscribe('onResolved', () => {
  end()
  router.update({ ...router.options, defaultPendingMs: Number.POSITIVE_INFINITY })
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
