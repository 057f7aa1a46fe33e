import { notificationsStore } from '@mantine/notifications'
import { useSyncExternalStore } from 'react'
import { later } from '../shared/later.tsx'
import { useEver } from '../shared/use-ever.ts'
import { MESSAGES } from './message-place.ts'

const MessageList = later(async () => (await import('./message-list.tsx')).MessageList)

// The first message comes before the list of them.
notificationsStore.updateState((state) => ({ ...state, ...MESSAGES }))

function hasMessages(): boolean {
  return notificationsStore.getState().notifications.length > 0
}

/** Where it is said what has been done. It is loaded with the first message, or once the page can be used. */
export function Messages() {
  const ever = useEver(useSyncExternalStore(notificationsStore.subscribe, hasMessages))
  return ever && <MessageList />
}
