// Faults that are put into a copy of each contract, so that the correct server violates that copy. The fuzzer must find each of them,
// because a run without findings proves nothing by itself. Each fault has the operation that shows it, the change of the contract, and the
// finding that the fuzzer must report.
const undocumentedField = (operation, schema, property) => ({
  operation,
  spoil: ({ components }) => {
    const object = components.schemas[schema]
    delete object.properties[property]
    object.required = object.required.filter((name) => name !== property)
  },
  finding: 'Response violates schema',
})
const undocumentedStatus = (operation, path) => ({
  operation,
  spoil: ({ paths }) => delete paths[path].get.responses['400'],
  finding: 'Undocumented status code',
})
/**
 * In the changed contract a request id may be longer than the server allows, so the server refuses a request that fits the contract.
 * `getHealth` has no other input, so no other check can refuse the request first.
 */
const looseBorder = () => ({
  operation: 'getHealth',
  spoil: ({ components }) => (components.parameters.OwnRequestId.schema.maxLength = 1000),
  finding: 'Schema-valid request rejected',
})

export const CONTROLS = {
  generation: [undocumentedField('getModel', 'Model', 'name'), undocumentedStatus('getAsset', '/assets/{asset_id}'), looseBorder()],
  config: [
    undocumentedField('getMe', 'Me', 'scopes'),
    undocumentedStatus('getOrganization', '/organizations/{organization_id}'),
    looseBorder(),
  ],
}
