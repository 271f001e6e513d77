// `zod` as the Worker's bundle has it: without the messages in 60 languages, which are a fifth of the bundle and which nobody asks for.
// wrangler.toml puts this file in place of the package; types come from the package itself.
import * as z from './zod-members.js'
export * from './zod-members.js'
export { z, z as default }
