import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { insertRows } from '../references.ts'
import { ADD_DOCUMENTS, ADD_PART_SELLERS } from '../statements.ts'
import type { AddedPart } from './add-parts.ts'
import type { GeneratedSeller } from './add-sellers.ts'
import { Dice } from './dice.ts'
import { SET_COVERS } from './statements.ts'
import type { StoredDocuments } from './stored-documents.ts'

const SEED = 104_729
const WITH_PICTURE = 42
const WITH_DATASHEET = 30
const WITH_LINK = 35
const WITH_SELLER = 60
const SECOND_SELLER = 40

const NOTHING = { s3_key: null, url: null, filename: null, content_type: null, file_size: null }

function documentsOf({ setId, draft }: AddedPart, { pictures, datasheets }: StoredDocuments, dice: Dice): object[] {
  const rows: object[] = []
  const own = { ...NOTHING, attachment_set_id: setId }
  const name = draft.number ?? draft.type
  const filename = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  const picture = pictures.get(JSON.stringify(draft.drawing))
  if (picture && dice.percent(WITH_PICTURE)) {
    rows.push({ ...own, ...picture, attachment_type: 'image', title: `Photo of ${name}`, filename: `${filename}.png` })
  }
  if (datasheets.length > 0 && dice.percent(WITH_DATASHEET)) {
    const sheet = dice.of(datasheets)
    rows.push({ ...own, ...sheet, attachment_type: 'pdf', title: `Data sheet ${name}`, filename: `${filename}.pdf` })
  }
  if (dice.percent(WITH_LINK)) {
    const url = `https://www.alldatasheet.com/view.jsp?Searchword=${encodeURIComponent(name)}`
    rows.push({ ...own, attachment_type: 'url', title: `${draft.maker ?? 'Maker'} product page`, url })
  }
  return rows
}

function linksOf({ id, draft }: AddedPart, sellers: readonly GeneratedSeller[], dice: Dice): object[] {
  if (!draft.number || !dice.percent(WITH_SELLER)) return []
  const chosen = new Set([dice.of(sellers)])
  while (dice.percent(SECOND_SELLER) && chosen.size < 4) chosen.add(dice.of(sellers))
  const words = encodeURIComponent(draft.number)
  return [...chosen].map((seller) => ({ part_id: id, seller_id: seller.id, link: seller.search + words }))
}

/** Adds pictures, whose first becomes the cover, data sheets, links and seller links, as many as parts have of them. */
export async function addDocuments(
  unit: UnitOfWork,
  parts: readonly AddedPart[],
  files: StoredDocuments,
  sellers: readonly GeneratedSeller[],
): Promise<void> {
  const documents: object[] = []
  const links: object[] = []
  for (const part of parts) {
    const dice = new Dice(part.id * SEED)
    documents.push(...documentsOf(part, files, dice))
    links.push(...linksOf(part, sellers, dice))
  }
  await insertRows(unit, ADD_DOCUMENTS, documents)
  await insertRows(unit, ADD_PART_SELLERS, links)
  await unit.query(SET_COVERS, [parts.map(({ setId }) => setId)])
}
