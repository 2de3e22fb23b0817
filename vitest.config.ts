import { readdirSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

/** Limits that only what hangs reaches, on a busy machine too. */
const shared = {
  environment: 'node',
  testTimeout: 600_000,
  hookTimeout: 600_000,
  expect: { poll: { timeout: 120_000 } },
  env: { HUBLINE_CHECK_NULLS: '1' },
} as const

/**
 * What `npm test` leaves to `npm run test:all`, so that it ends within six minutes: it still imports every kind of file,
 * washes, finds lines, protects and releases a profile, refuses by role, asks every host, and does the main job in a
 * browser.
 */
const leftToAll = [
  'tests/desktop/**',
  'tests/durability/**',
  'tests/analysis/backup/**',
  'tests/analysis/diagnostics/**',
  'tests/analysis/network/odd-networks.test.ts',
  'tests/analysis/places/detectable.test.ts',
  'tests/analysis/places/roles.test.ts',
  'tests/analysis/profile/figure-roles.test.ts',
  'tests/analysis/profile/format-words.test.ts',
  'tests/analysis/profile/free-text-names.test.ts',
  'tests/analysis/profile/release.test.ts',
  'tests/analysis/profile/row-order.test.ts',
  'tests/analysis/profile/same-data.test.ts',
  'tests/analysis/sources/county-communications.test.ts',
  'tests/analysis/sources/damaged-index.test.ts',
  'tests/analysis/sources/hostile/**',
  'tests/analysis/sources/named-zones.test.ts',
  'tests/analysis/sources/phone-report.test.ts',
  'tests/analysis/sources/verify-case.test.ts',
  'tests/analysis/visibility/every-question.test.ts',
  'tests/analysis/visibility/health-sources.test.ts',
  'tests/analysis/linkage/accuracy.test.ts',
  'tests/cli/copies.test.ts',
  'tests/cli/dev.test.ts',
  'tests/cli/full-disk.test.ts',
  'tests/cli/hostile-mapping.test.ts',
  'tests/cli/interrupted.test.ts',
  'tests/cli/same-data.test.ts',
  'tests/cli/start.test.ts',
  'tests/cli/window-gone.test.ts',
  'tests/contract/carriage.test.ts',
  'tests/contract/engine-dies.test.ts',
  'tests/contract/import-dies.test.ts',
  'tests/contract/questions.test.ts',
  'tests/contract/shell-engine-dies.test.ts',
  'tests/e2e/copies.test.ts',
  'tests/e2e/first-to-last.test.ts',
  'tests/e2e/linked-views.test.ts',
  'tests/e2e/map.test.ts',
  'tests/e2e/network.test.ts',
  'tests/e2e/refused-files.test.ts',
  'tests/e2e/remembered.test.ts',
  'tests/e2e/stories.test.ts',
  'tests/e2e/tables.test.ts',
  'tests/e2e/tour.test.ts',
  'tests/e2e/window.test.ts',
  'tests/renderer/window.test.ts',
  'tests/sample-data/generate-county.test.ts',
  'tests/security/another-user.test.ts',
  'tests/security/limits.test.ts',
  'tests/security/loopback.test.ts',
  'tests/security/free-query.test.ts',
  'tests/analysis/visibility/views.test.ts',
  'tests/analysis/profile/registered-first.test.ts',
  'tests/analysis/profile/formats.test.ts',
  'tests/analysis/sources/boundaries.test.ts',
  'tests/analysis/tables/registered-tables.test.ts',
  'tests/analysis/visibility/import-by-role.test.ts',
  'tests/analysis/visibility/washed-for-each.test.ts',
  'tests/analysis/tables/exported-tables.test.ts',
  'tests/cli/hotspots.test.ts',
  'tests/cli/window-ends.test.ts',
  'tests/project/raw-tables.test.ts',
]

type Part = 'main' | 'rest' | 'every'
const part = (process.env.HUBLINE_TESTS ?? 'every') as Part

/** The files of one project that belong to the part that was asked for; all of them where none was. */
function filesOf(folders: readonly string[]) {
  const include = folders.map((folder) => `tests/${folder}/**/*.test.{ts,tsx}`)
  if (part === 'every') return { include }
  if (part === 'main') return { include, exclude: leftToAll }
  const isWithin = (file: string) => folders.some((folder) => file.startsWith(`tests/${folder}/`))
  const rest = leftToAll.filter(isWithin)
  return { include: rest.map((file) => (file.endsWith('/**') ? `${file}/*.test.{ts,tsx}` : file)) }
}

const built = { globalSetup: ['tests/support/build-all.ts'] }

const withHosts = ['contract', 'security', 'cli', 'durability', 'e2e', 'desktop', 'long']
const withoutHosts = readdirSync('tests', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !withHosts.includes(entry.name))
  .map(({ name }) => name)

const projects = [
  // One process for many files: each would load the engine anew, which takes as long as what it tests.
  { name: 'unit', folders: withoutHosts, options: { isolate: false } },
  { name: 'hosts', folders: ['contract', 'security', 'cli'], options: built },
  { name: 'durability', folders: ['durability'], options: built },
  { name: 'e2e', folders: ['e2e'], options: { ...built, fileParallelism: false } },
  {
    name: 'desktop',
    folders: ['desktop'],
    options: { globalSetup: ['tests/support/build-desktop.ts'], fileParallelism: false },
  },
  /** What takes minutes and gigabytes; no part of an ordinary run. */
  {
    name: 'long',
    folders: ['long'],
    options: { ...built, fileParallelism: false, testTimeout: 3_600_000 },
  },
]

const isRun = (name: string) => {
  if (name === 'long') return process.env.HUBLINE_LONG === '1'
  return part !== 'main' || !['durability', 'desktop'].includes(name)
}

export default defineConfig({
  test: {
    reporters: ['default'],
    maxWorkers: 2,
    coverage: {
      provider: 'v8',
      include: [
        'analysis/**/*.ts',
        'renderer/**/*.{ts,tsx}',
        'electron/**/*.ts',
        'sample-data/generate/**/*.ts',
      ],
      reporter: ['text-summary', 'html', 'json-summary'],
    },
    projects: projects
      .filter(({ name }) => isRun(name))
      .map(({ name, folders, options }) => ({
        extends: true as const,
        test: { ...shared, name, ...filesOf(folders), ...options },
      })),
  },
})
