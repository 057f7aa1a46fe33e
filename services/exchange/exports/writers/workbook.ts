import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { Cell } from '../cell.ts'
import { sheetXml } from './sheet-xml.ts'
import { sheetPath, workbookFiles } from './workbook-xml.ts'

/** Makes a piece of a sheet of rows. */
export type WriteRows = (rows: readonly (readonly Cell[])[]) => Buffer

/** A sheet of a workbook: its rows are read when it is written. */
export interface Sheet {
  name: string
  columns: readonly string[]
  pieces(write: WriteRows): AsyncIterable<Buffer>
}

/** Rows that are in memory, for a sheet. */
export async function* oneBatch(rows: readonly (readonly Cell[])[], write: WriteRows) {
  yield write(rows)
}

/** A stream holds no more of these than are needed for the next step. */
const ONE_AT_A_TIME = { highWaterMark: 1 }

/** A workbook in the format of Office Open XML. One sheet after the other is read and written. */
export async function* workbook(sheets: readonly Sheet[], now: Date): AsyncGenerator<Buffer, void, undefined> {
  const zip = new ZipFile()
  const output = Readable.from(zip.outputStream, ONE_AT_A_TIME)
  // What cannot be read ends the file here, and not only the entry.
  zip.on('error', (error) => output.destroy(error))
  let current: Readable | undefined
  for (const [path, xml] of Object.entries(workbookFiles(sheets.map(({ name }) => name)))) {
    zip.addBuffer(Buffer.from(xml), path, { mtime: now })
  }
  for (const [place, { columns, pieces }] of sheets.entries()) {
    zip.addReadStreamLazy(sheetPath(place + 1), { mtime: now }, (give) => {
      current = Readable.from(sheetXml(columns, pieces), ONE_AT_A_TIME)
      give(null, current)
    })
  }
  zip.end()
  try {
    for await (const chunk of output) yield chunk
  } finally {
    current?.destroy()
  }
}
