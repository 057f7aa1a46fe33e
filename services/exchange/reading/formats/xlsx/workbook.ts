import { readXml } from './xml.ts'
import type { Zip } from './zip.ts'

/** A sheet as the workbook lists it. */
export interface SheetEntry {
  name: string
  isVisible: boolean
  /** The entry of the zip file. */
  path: string
}

export interface Workbook {
  sheets: SheetEntry[]
  /** Days are counted from 1904. */
  is1904: boolean
}

/** The list of sheets of a workbook. @throws FileError when it cannot be read. */
export async function readWorkbook(zip: Zip): Promise<Workbook> {
  const targets = await readTargets(zip)
  const sheets: SheetEntry[] = []
  let is1904 = false
  await readXml(zip, 'xl/workbook.xml', {
    open: ({ name, attributes }) => {
      if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes.date1904 ?? '')
      if (name !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => key === 'r:id' || key.endsWith(':id'))?.[1]
      const path = targets.get(id ?? '')
      if (path === undefined || !zip.has(path)) return
      sheets.push({ name: attributes.name ?? '', isVisible: (attributes.state ?? 'visible') === 'visible', path })
    },
  })
  return { sheets, is1904 }
}

async function readTargets(zip: Zip): Promise<Map<string, string>> {
  const targets = new Map<string, string>()
  const name = 'xl/_rels/workbook.xml.rels'
  if (!zip.has(name)) return targets
  await readXml(zip, name, {
    open: ({ name: tag, attributes: { Id, Target, Type, TargetMode } }) => {
      if (tag !== 'Relationship' || Id === undefined || Target === undefined || TargetMode === 'External') return
      if (!Type?.endsWith('/worksheet')) return
      targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
    },
  })
  return targets
}
