import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

const WORKBOOK =
  '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>%</sheets></workbook>'
const RELATIONS =
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%</Relationships>'

/** A zip file with these entries, in their order; names may stand twice. */
export async function makeZip(entries: readonly (readonly [name: string, content: string])[]): Promise<Uint8Array> {
  const zip = new ZipFile()
  for (const [name, content] of entries) zip.addBuffer(Buffer.from(content), name)
  zip.end()
  return new Uint8Array(await buffer(zip.outputStream))
}

/**
 * A workbook as hand-written XML.
 *
 * @param sheets by name: the rows of each, as XML.
 * @param extra further entries of the zip file.
 */
export function makeWorkbook(
  sheets: Readonly<Record<string, string>>,
  extra: readonly (readonly [name: string, content: string])[] = [],
): Promise<Uint8Array> {
  const names = Object.keys(sheets)
  const list = names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet'
  const relations = names
    .map((_, at) => `<Relationship Id="rId${at + 1}" Type="${type}" Target="worksheets/sheet${at + 1}.xml"/>`)
    .join('')
  return makeZip([
    ['xl/workbook.xml', WORKBOOK.replace('%', list)],
    ['xl/_rels/workbook.xml.rels', RELATIONS.replace('%', relations)],
    ...names.map((name, at): [string, string] => [
      `xl/worksheets/sheet${at + 1}.xml`,
      `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData>${sheets[name]}</sheetData></worksheet>`,
    ]),
    ...extra,
  ])
}

/** A row of texts. */
export function textRow(number: number, ...texts: string[]): string {
  const cells = texts.map(
    (text, at) => `<c r="${String.fromCharCode(65 + at)}${number}" t="inlineStr"><is><t>${text}</t></is></c>`,
  )
  return `<row r="${number}">${cells.join('')}</row>`
}
