import { describe, expect, it } from 'vitest'
import { contract, everyRole } from '../../analysis/contract/index.ts'
import { isSeenBy, type ViewEntry, viewEntries } from '../../renderer/frame/view.ts'
import { isAnalyst } from '../../renderer/state/narrowing.ts'

/** The question without whose answer a view has nothing to show. */
const asked = {
  sources: contract.sources.list,
  people: contract.people.groups,
  lines: contract.lines.candidates,
  network: contract.network.around,
  map: contract.places.areas,
  journeys: contract.journeys.funnel,
  profile: contract.profile.releases,
  audit: contract.log.entries,
} as const

const built = viewEntries.filter((entry): entry is ViewEntry & { name: keyof typeof asked } =>
  Object.hasOwn(asked, entry.name),
)

describe('a view', () => {
  it.each(built.map((entry) => [entry.name, entry] as const))(
    '%s is open to exactly the roles that the engine answers',
    (_, entry) => {
      const { roles } = asked[entry.name]['~orpc'].meta
      expect(everyRole.filter((role) => isSeenBy(entry, role)).sort()).toEqual([...roles].sort())
    },
  )

  it('is there for every question of the table above', () => {
    expect(built).toHaveLength(Object.keys(asked).length)
  })
})

describe('an analyst', () => {
  it('is who may read the rows of people', () => {
    const { roles } = contract.people.table['~orpc'].meta
    expect(everyRole.filter(isAnalyst).sort()).toEqual([...roles].sort())
  })
})
