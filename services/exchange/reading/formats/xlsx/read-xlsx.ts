import { FileError } from '../../failure.ts'
import { recordsOfSheets } from '../../own/records-of-sheets.ts'
import type { FormatChoices, RawRow, RawTable } from '../../raw-table.ts'
import { chooseSheet } from '../choose-sheet.ts'
import { readDateStyles } from './date-formats.ts'
import { readSharedStrings } from './shared-strings.ts'
import { SheetRows } from './sheet-rows.ts'
import { readWorkbook } from './workbook.ts'
import { openZip, type Zip } from './zip.ts'

/**
 * The rows of a workbook: of the sheet that was chosen, else of the first visible one with a known header.
 *
 * @throws FileError when the zip file is no workbook, or cannot be read.
 */
export async function readXlsx(bytes: Uint8Array, { sheet, kind }: FormatChoices): Promise<RawTable> {
  const zip = await openZip(bytes)
  if (!zip.has('xl/workbook.xml')) throw await refusalOf(zip)
  const { sheets, is1904 } = await readWorkbook(zip)
  const context = { strings: await readSharedStrings(zip), dateStyles: await readDateStyles(zip), is1904 }
  const read: { name: string; isVisible: boolean; rows: RawRow[] }[] = []
  for (const { name, isVisible, path } of sheets) {
    const collected = new SheetRows(context)
    await collected.read(zip, path)
    read.push({ name, isVisible, rows: collected.rows })
  }
  const isOther = kind !== undefined && kind !== 'inventory'
  const own = isOther ? null : recordsOfSheets(read)
  const table = { format: 'xlsx' as const, encoding: null, encodingGuessed: false, delimiter: null }
  return { ...table, ...(own === null ? {} : { own }), ...chooseSheet(read, sheet) }
}

async function refusalOf(zip: Zip): Promise<FileError> {
  if (zip.has('mimetype')) {
    let type = ''
    await zip.read('mimetype', (text) => {
      type += text
    })
    if (type.includes('opendocument')) {
      return new FileError('NOT_IMPORTABLE', 'This is an OpenDocument file: save it as XLSX or CSV')
    }
  }
  return new FileError('NOT_IMPORTABLE', 'This is a zip file and no workbook: import the files in it one by one')
}
