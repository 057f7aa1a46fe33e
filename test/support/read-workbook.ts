import readWorkbookFile from 'read-excel-file/node'

/** The cells of the sheets of a workbook by their names, as a library of others reads them. An empty cell is null. */
export async function readWorkbook(bytes: Buffer): Promise<Record<string, unknown[][]>> {
  const sheets = await readWorkbookFile(bytes, { trim: false })
  return Object.fromEntries(sheets.map(({ sheet, data }) => [sheet, data]))
}
