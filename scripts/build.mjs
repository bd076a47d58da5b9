// npm run build: packages, bundles and site, as far as their sources changed.
import { checkNode, ensureBuilt, ensureInstalled } from './setup.mjs'

checkNode()
await ensureInstalled()
await ensureBuilt()
