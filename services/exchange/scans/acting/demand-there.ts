import { recordNotFound } from '../../../../plugins/errors/domain-error.ts'
import { RequestValidationError } from '../../../../plugins/errors/validation-error.ts'
import { partNotFound } from '../../../catalogue/parts/part-not-found.ts'
import type { ScanStep } from './scan-step.ts'

/**
 * Sees that what a request names is there, before anybody is asked to agree to something. The label of a location or a box that
 * was scanned names the place where the request does not.
 *
 * @throws DomainError 404, or RequestValidationError for the type of a new part.
 */
export async function demandThere({ unit, order, known }: Pick<ScanStep, 'unit' | 'order' | 'known'>): Promise<void> {
  const { partKey, boxNo, locNo, create } = order
  if (partKey !== null && known.named === null) throw await partNotFound(unit, partKey)
  if (!known.isPlaceThere) throw recordNotFound('Location', `${boxNo}-${locNo}`)
  const label = known.reading.own
  if (boxNo === null && locNo === null && known.own.exists === false) {
    if (label?.kind === 'own_location') throw recordNotFound('Location', label.id)
    if (label?.kind === 'own_box') throw recordNotFound('Box', label.id)
  }
  if (!known.isTypeThere) {
    const message = `names the type ${create?.typeId}, which does not exist`
    throw new RequestValidationError([{ field: 'create.type_id', message }])
  }
}
