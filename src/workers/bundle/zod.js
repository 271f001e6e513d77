// The package `zod` in the Worker's bundle, without its messages in 60 languages, which would be a fifth of the bundle and are not used.
// wrangler.toml replaces the package by this file; the types are the package's own.
import * as z from './zod-members.js'
export * from './zod-members.js'
export { z, z as default }
