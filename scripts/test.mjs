// `npm test`: installs what is missing, then runs every check and every test on our own Node.
import { runOnOwnNode } from './install.mjs'

await runOnOwnNode('test.ts', process.argv.slice(2))
