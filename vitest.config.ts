import { defineConfig } from 'vitest/config'

/**
 * Four projects: `unit` needs nothing, `database` a PostgreSQL of its own, `requests` that and the built application,
 * `journeys` a running installation and a browser.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'app/**/*.test.ts',
            'server/**/*.test.ts',
            'cli/**/*.test.ts',
            'tests/*.test.ts',
            'demo/**/*.test.ts',
          ],
          exclude: ['**/*.server.test.ts', '**/node_modules/**'],
          environment: 'node',
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'database',
          include: ['**/*.server.test.ts'],
          exclude: ['**/node_modules/**'],
          environment: 'node',
          globalSetup: ['tests/support/database.setup.ts'],
          env: { LUECKENLOS_SECRET: 'a-secret-of-tests-with-forty-characters-' },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'requests',
          include: ['tests/requests/**/*.request.ts'],
          environment: 'node',
          globalSetup: ['tests/support/database.setup.ts'],
          env: { LUECKENLOS_SECRET: 'a-secret-of-tests-with-forty-characters-' },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.journey.ts'],
          environment: 'node',
          globalSetup: ['tests/support/journeys.setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
