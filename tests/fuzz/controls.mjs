// Faults put into a copy of each contract, which the server, being right, then breaks. The fuzzer must see every one: a run that finds nothing
// else proves nothing. Each fault: the operation it shows in, how it gets into the contract, and what the fuzzer must say of it.
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
/** The contract allows what the server refuses. The operation takes nothing else, so that nothing else can be refused first. */
const looseBorder = () => ({
  operation: 'getHealth',
  spoil: ({ components }) => (components.parameters.RequestId.schema.maxLength = 1000),
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
