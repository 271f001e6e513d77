import { AppError, type FieldError } from '../../shared/errors.ts'
import { type AssetRow, findAssets } from '../db/assets.ts'
import type { Tenant } from '../db/tenant.ts'
import type { GenerateRequest, PlannedInput } from '../model/generation.ts'
import type { Database } from '../db/database.ts'
import { notOfProject } from './messages.ts'

/** Loads the pictures that a request names, in the order of the request. Throws `input_invalid` if any of them is not the project's. */
export async function requireInputs(
  db: Database,
  tenant: Tenant,
  request: GenerateRequest,
): Promise<{ inputs: PlannedInput[]; mask: PlannedInput | null }> {
  const references = request.inputs ?? []
  if (references.length === 0 && request.mask === undefined) return { inputs: [], mask: null }
  const ids = [...references.map((input) => input.asset_id), ...(request.mask === undefined ? [] : [request.mask.asset_id])]
  const rows = await findAssets(db, tenant, [...new Set(ids)])
  const errors: FieldError[] = []
  const take = (assetId: string, pointer: string): AssetRow | null => {
    const row = rows.get(assetId) ?? null
    if (row === null) errors.push({ pointer, message: 'is not an asset of this project' })
    return row
  }
  const inputs = references.flatMap((input, index) => {
    const row = take(input.asset_id, `/body/inputs/${index}/asset_id`)
    return row === null ? [] : [toInput(row, input.role ?? 'image', input.weight ?? null)]
  })
  const maskRow = request.mask === undefined ? null : take(request.mask.asset_id, '/body/mask/asset_id')
  if (errors.length > 0) throw new AppError('input_invalid', { detail: notOfProject(errors[0]!.pointer), errors })
  return { inputs, mask: maskRow === null ? null : toInput(maskRow, 'image', null) }
}

function toInput(row: AssetRow, role: PlannedInput['role'], weight: number | null): PlannedInput {
  return {
    assetId: row.id,
    key: row.key,
    role,
    weight,
    contentType: `image/${row.format}`,
    width: row.width,
    height: row.height,
    ...(row.orientation === 1 ? {} : { orientation: row.orientation }),
    sizeBytes: row.sizeBytes,
  }
}
