import { test } from 'vitest'
import { policies, protectRelease } from '/work/main/analysis/disclosure/index.ts'
const stats = {}
import { profileRelease } from '/work/main/tests/analysis/disclosure/profile-release.ts'

test('time', async () => {
  for (const [name, people, tabs] of [
    [
      'acyclic',
      [400],
      [['area', 'group'], ['area', 'month'], ['area', 'group', 'month'], ['age', 'sex'], ['area']],
    ],
    [
      'cyclic',
      [400],
      [
        ['area', 'group'],
        ['area', 'month'],
        ['group', 'month'],
        ['age', 'sex'],
        ['area', 'age'],
      ],
    ],
  ] as const) {
    for (const p of ['ndtms', 'nhs'] as const) {
      const release = profileRelease(7, people, tabs as never)
      for (const k of Object.keys(stats)) stats[k] = 0
      const t = performance.now()
      const out = await protectRelease({ release, policy: policies[p] })
      const s = performance.now() - t
      console.log(
        name,
        p,
        s.toFixed(0),
        out.outcome,
        out.outcome === 'released' ? out.suppressed : '',
        JSON.stringify(stats),
      )
    }
  }
}, 120000)
