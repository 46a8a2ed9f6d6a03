import type { Config } from '@react-router/dev/config'

export default {
  appDirectory: 'app',
  ssr: true,
  // Each state of the sources is built into a folder of its own; see scripts/build.ts.
  buildDirectory: process.env.LUECKENLOS_BUILD ?? 'build',
} satisfies Config
