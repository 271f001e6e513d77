/**
 * The query with which the page was loaded. The router rewrites the address and drops parameters that occur twice, so the query is kept
 * here.
 */
export const firstQuery = window.location.search
