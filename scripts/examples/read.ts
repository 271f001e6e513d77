// The operations of the config service whose requests have no body. To record them, the recorder needs only their names.
import type { OpenApiDocument } from '../emit/document.ts'

/**
 * The recorder calls these operations in this order. There is no such list for the generation service, because `playGeneration` has a call
 * for each of its operations.
 */
export const READ = `
  getMe listPlaces listOrganizations getOrganization listUsers getUser listInstances getInstance listProjects
  getProject getLimitStates listCatalogue getModelSettings exportInstance getHealth getContract listKeys getKey
  listProviders listCredentials getCredential getRewrapProgress listWebhooks getWebhook listAuditLog
  verifyAuditLog exportAuditLog getOrganizationOverview getInstanceOverview getInstanceUsage listLogs
`
  .trim()
  .split(/\s+/)

/**
 * Checks the operations in `ids`. Returns one message for each operation that the config service does not have, or whose request has a
 * body. The recorder checks this before it starts the platform. Otherwise it would find such a fault only after minutes, at the call.
 */
export function readFaults(contracts: Record<'config' | 'generation', OpenApiDocument>, ids: readonly string[] = READ): string[] {
  const of = (service: 'config' | 'generation', id: string) => contracts[service].operations().find((each) => each.id === id)
  return ids.flatMap((id) => {
    const operation = of('config', id)
    if (operation !== undefined)
      return operation.node.requestBody === undefined ? [] : [`${id} in READ takes a body. Add a call in playRest or playConfig instead.`]
    return of('generation', id) === undefined
      ? [`${id} in READ is no operation. Correct its name, or run npm run generate after you have changed the contract.`]
      : [`${id} in READ is an operation of the generation service; READ is for the config service. Add a call in playGeneration instead.`]
  })
}
