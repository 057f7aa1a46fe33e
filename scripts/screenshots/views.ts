/** A page to take a picture of: the file's name, its address, and a text that stands there once it is complete. */
export interface View {
  name: string
  path: string
  text: RegExp
}

async function read(url: string): Promise<unknown> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
  return answer.json()
}

/** A property of the first entry of a list that the service answers. */
async function firstOf(url: string, name: string): Promise<string> {
  const list = await read(url)
  const first: unknown = Array.isArray(list) ? list[0] : undefined
  if (typeof first !== 'object' || first === null || !(name in first)) throw new Error(`${url} has no ${name}`)
  return String(Object.entries(first).find(([key]) => key === name)?.[1])
}

/** Collects labels of the first parts, so that there is a sheet to print. */
async function collectLabels(url: string): Promise<void> {
  const parts = await read(`${url}/api/parts?limit=14`)
  const keys = Array.isArray(parts) ? parts.map((part: { key: string }) => part.key) : []
  const items = keys.map((id, place) => ({ kind: 'part', id, copies: place === 0 ? 2 : 1 }))
  const answer = await fetch(`${url}/api/label-queue`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ items }),
  })
  if (!answer.ok) throw new Error(`the label queue answered ${answer.status}`)
}

/** The pages that pictures are taken of, with things of the sample data. */
export async function viewsOf(url: string): Promise<View[]> {
  const kit = await firstOf(`${url}/api/kits`, 'id')
  const list = await firstOf(`${url}/api/shopping-lists`, 'id')
  const imported = await firstOf(`${url}/api/imports?status=proposed`, 'id')
  await collectLabels(url)
  const part = await firstOf(`${url}/api/parts?limit=1`, 'key')
  return [
    { name: 'home', path: '/', text: /Pieces in and out/ },
    { name: 'parts', path: '/parts?q=resistor', text: /in stock/ },
    { name: 'part', path: `/parts/${part}`, text: /Stock over time/ },
    { name: 'box', path: '/boxes/1', text: /^Box 1$|slots/ },
    { name: 'kit', path: `/kits/${kit}`, text: /can be built now/ },
    { name: 'shopping', path: `/shopping/${list}`, text: /\d+ lines?, / },
    { name: 'import', path: `/import/${imported}?step=rows`, text: /What will happen/ },
    { name: 'scan', path: `/scan?code=${part}`, text: /Take 1 from|Put away 1/ },
    { name: 'labels', path: '/labels?template=a4-3x8&start=5', text: /Print 15 labels on 1 sheet/ },
    { name: 'history', path: '/history', text: /newest first/ },
  ]
}

/** The pages of a service where people sign in by paired devices. */
export const PEOPLE_VIEWS: readonly View[] = [
  { name: 'people', path: '/people', text: /this device/ },
  { name: 'add-phone', path: '/people?add=phone', text: /or open/i },
]
