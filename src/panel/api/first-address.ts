/** The query with which the page was loaded. The router writes it anew, without parameters that occur twice. */
export const firstQuery = window.location.search
