import { test } from 'vitest'
import { auditReleases, policies, protectRelease } from '/work/main/analysis/disclosure/index.ts'
import { profileRelease } from '/work/main/tests/analysis/disclosure/profile-release.ts'

test('time', async () => {
  for (const [name, people, tabs] of [
    ['warm', [300], [['area', 'group']]],
    [
      '30 tables acyclic',
      [400, 800, 150, 600, 90, 1200],
      [['area', 'group'], ['area', 'month'], ['area', 'group', 'month'], ['age', 'sex'], ['area']],
    ],
    [
      '30 tables cyclic',
      [400, 800, 150, 600, 90, 1200],
      [
        ['area', 'group'],
        ['area', 'month'],
        ['group', 'month'],
        ['age', 'sex'],
        ['area', 'age'],
      ],
    ],
  ] as const) {
    for (const p of ['ndtms', 'nhs', 'strict'] as const) {
      const release = profileRelease(7, people, tabs as never)
      const t = performance.now()
      const out = await protectRelease({ release, policy: policies[p] })
      const s = performance.now() - t
      if (out.outcome === 'refused') console.log(name, p, s.toFixed(0), out.reasons.slice(0, 3))
      else
        console.log(
          name,
          p,
          s.toFixed(0) + 'ms',
          'cells',
          out.record.cells.length,
          out.suppressed,
          'unprotected',
          out.audit.filter((a) => !a.isProtected).length,
        )
    }
  }
}, 120000)
