import { destination } from './destination.ts'

/** Says where the person was going, so that signing in is no detour. */
export function WayTo({ address }: { address: string }) {
  const words = destination(address)
  if (words === null) return <>Afterwards you are back at the same place.</>
  return (
    <>
      You were on your way to <b>{words}</b>.
    </>
  )
}
