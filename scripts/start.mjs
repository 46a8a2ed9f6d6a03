// `npm start`: installs what is missing, then serves the software on our own Node.
import { runOnOwnNode } from './install.mjs'

await runOnOwnNode('serve.ts', process.argv.slice(2))
