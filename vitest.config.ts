import { defineConfig } from 'vitest/config'

/** Limits that only what hangs reaches, on a busy machine too. */
const shared = {
  environment: 'node',
  testTimeout: 600_000,
  hookTimeout: 600_000,
  expect: { poll: { timeout: 120_000 } },
} as const

/** What takes minutes and gigabytes; no part of an ordinary run. */
const long = {
  extends: true as const,
  test: {
    ...shared,
    name: 'long',
    testTimeout: 3_600_000,
    include: ['tests/long/**/*.test.ts'],
    globalSetup: ['tests/support/build-all.ts'],
    fileParallelism: false,
  },
}

export default defineConfig({
  test: {
    reporters: ['default'],
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: [
            'tests/contract/**',
            'tests/security/**',
            'tests/cli/**',
            'tests/e2e/**',
            'tests/desktop/**',
            'tests/durability/**',
            'tests/long/**',
          ],
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'hosts',
          include: ['tests/contract/**/*.test.ts', 'tests/security/**/*.test.ts', 'tests/cli/**/*.test.ts'],
          globalSetup: ['tests/support/build-all.ts'],
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'durability',
          include: ['tests/durability/**/*.test.ts'],
          globalSetup: ['tests/support/build-all.ts'],
        },
      },
      ...(process.env.HUBLINE_LONG === '1' ? [long] : []),
      {
        extends: true,
        test: {
          ...shared,
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/support/build-all.ts'],
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'desktop',
          include: ['tests/desktop/**/*.test.ts'],
          globalSetup: ['tests/support/build-desktop.ts'],
          fileParallelism: false,
        },
      },
    ],
  },
})
