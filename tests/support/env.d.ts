/// <reference types="@cloudflare/vitest-plugin/types" />
type D1Migration = import('cloudflare:test').D1Migration

declare namespace Cloudflare {
  interface Env {
    CONFIG_MIGRATIONS: D1Migration[]
    DATA_MIGRATIONS: D1Migration[]
  }
}

/** The import of a file as a data URL. */
declare module '*?inline' {
  const url: string
  export default url
}

declare module '*.md?raw' {
  const text: string
  export default text
}
declare module '*.yml?raw' {
  const text: string
  export default text
}
declare module '*.json?raw' {
  const text: string
  export default text
}
