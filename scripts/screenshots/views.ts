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

/** The pages that pictures are taken of, with things of the sample data. */
export async function viewsOf(url: string): Promise<View[]> {
  const kit = await firstOf(`${url}/api/kits`, 'id')
  const list = await firstOf(`${url}/api/shopping-lists`, 'id')
  const part = await firstOf(`${url}/api/parts?limit=1`, 'key')
  return [
    { name: 'home', path: '/', text: /Pieces in and out/ },
    { name: 'parts', path: '/parts?q=resistor', text: /in stock/ },
    { name: 'part', path: `/parts/${part}`, text: /Stock over time/ },
    { name: 'box', path: '/boxes/1', text: /^Box 1$|slots/ },
    { name: 'kit', path: `/kits/${kit}`, text: /can be built now/ },
    { name: 'shopping', path: `/shopping/${list}`, text: /\d+ lines?, / },
    { name: 'history', path: '/history', text: /newest first/ },
  ]
}
