// The search index is built with these options and must be loaded with the same ones.
export const indexOptions = {
  fields: ['heading', 'page', 'text'],
  storeFields: ['heading', 'page', 'address', 'excerpt'],
}

/** Pages that repeat the same words often, and pages that few people look for, come after the others in the search results. */
const LATER = /^(?:api\/reference\/|project\/|decisions\/|development\/)/

export const searchOptions = {
  boost: { heading: 4, page: 2 },
  prefix: true,
  // A word with a digit must match exactly, because another digit makes it another number.
  fuzzy: (term) => (term.length > 4 && !/\d/.test(term) ? 0.2 : false),
  combineWith: 'AND',
  boostDocument: (_id, _term, { address }) => (LATER.test(address) ? 0.4 : 1),
}
