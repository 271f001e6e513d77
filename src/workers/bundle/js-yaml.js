// chanfana would write its own documents as YAML with this library. Ours come from the contract, as JSON, so it stays out of the bundle.
export default {
  dump() {
    throw new Error('js-yaml is not part of the bundle: documents are served as JSON, from the contract')
  },
}
