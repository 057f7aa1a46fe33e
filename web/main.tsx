import './theme/mantine.css'
import './theme/global.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { followChanges } from './api/live/follow-changes.ts'
import { startLive } from './api/live/live.ts'
import { queryClient } from './api/query-client.ts'
import { Messages } from './frame/messages.tsx'
import { reloadWhenReplaced } from './frame/reload-when-replaced.ts'
import { router } from './router.tsx'
import { cssVariables } from './theme/css-variables.ts'
import { theme } from './theme/theme.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element with the id "root"')
// First of all: what is read before the stream is open is read twice.
followChanges(queryClient)
startLive()
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <Messages />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
reloadWhenReplaced()
