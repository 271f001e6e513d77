// Replaces the library with which chanfana would write its own documents as YAML. Our documents are made from the contract, as JSON, so the
// library is left out of the bundle.
export default {
  dump() {
    throw new Error('js-yaml is not part of the bundle: documents are served as JSON, from the contract')
  },
}
