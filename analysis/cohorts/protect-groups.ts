import type { CohortGroup, Cohorts } from '../contract/index.ts'
import { type Policy, protectRelease, type ReleaseInput } from '../disclosure/index.ts'
import type { GroupRow } from './queries-persons.ts'

const traits = ['ageBand', 'sex', 'ethnicity', 'area'] as const
type Trait = (typeof traits)[number]

const cohortGroups: readonly CohortGroup[] = ['not-known', 'mainstream', 'programme', 'unattributed']
type Groups = Cohorts['groups']

const peopleWhere = (rows: readonly GroupRow[], fits: (row: GroupRow) => boolean): number =>
  rows.reduce((sum, row) => (fits(row) ? sum + row.people : sum), 0)

const valuesOf = (rows: readonly GroupRow[], trait: Trait): string[] =>
  [...new Set(rows.map((row) => row[trait]))].sort()

/** Exact counts of the four groups, and of each by each trait. */
export function exactGroups(rows: readonly GroupRow[]): Groups {
  return cohortGroups.map((group) => {
    const own = rows.filter((row) => row.cohort === group)
    return {
      group,
      count: peopleWhere(own, () => true),
      by: Object.fromEntries(
        traits.map((trait) => [
          trait,
          group === 'unattributed'
            ? {}
            : Object.fromEntries(
                valuesOf(own, trait).map((value) => [value, peopleWhere(own, (row) => row[trait] === value)]),
              ),
        ]),
      ),
    }
  })
}

const hiddenGroups = (): Groups => cohortGroups.map((group) => ({ group, count: null, by: {} }))

function releaseOf(rows: readonly GroupRow[], wanted: readonly Trait[], cutOff: string): ReleaseInput {
  const used = wanted
    .map((trait) => ({ trait, values: valuesOf(rows, trait) }))
    .filter(({ values }) => values.length > 0)
  return {
    cutOff,
    measures: [{ name: 'people', unit: 'people' }],
    dimensions: [
      { name: 'group', leaves: [...cohortGroups] },
      ...used.map(({ trait, values }) => ({ name: trait, leaves: values })),
    ],
    tables: [
      {
        tableId: 'group',
        title: 'People by group',
        measure: 'people',
        dimensions: [{ name: 'group', categories: [...cohortGroups] }],
        values: cohortGroups.map((group) => peopleWhere(rows, (row) => row.cohort === group)),
      },
      ...used.map(({ trait, values }) => ({
        tableId: trait,
        title: `People by group and ${trait}`,
        measure: 'people',
        dimensions: [
          { name: 'group', categories: [...cohortGroups] },
          { name: trait, categories: values },
        ],
        values: cohortGroups.flatMap((group) =>
          values.map((value) => peopleWhere(rows, (row) => row.cohort === group && row[trait] === value)),
        ),
      })),
    ],
  }
}

/** What whoever asks knows already. */
interface Asker {
  /** They may know who the people are, and not their groups: nothing may then be said of nearly all of them, nor of few. */
  readonly knowsWho: boolean
  readonly isOfLine: boolean
}

/**
 * Whether nearly all of the people are known to services, or few of them are: whoever knows who the people are then knows the group of each
 * of the others, or nearly.
 */
const singlesOut = (rows: readonly GroupRow[], threshold: number): boolean => {
  const known = peopleWhere(rows, (row) => row.cohort === 'mainstream' || row.cohort === 'programme')
  const notKnown = peopleWhere(rows, (row) => row.cohort === 'not-known')
  return known > 0 && (known < threshold || notKnown < threshold)
}

/** The traits of which no value singles anybody out. */
const safeTraits = (rows: readonly GroupRow[], wanted: readonly Trait[], threshold: number): Trait[] =>
  wanted.filter((trait) =>
    valuesOf(rows, trait).every(
      (value) =>
        !singlesOut(
          rows.filter((row) => row[trait] === value),
          threshold,
        ),
    ),
  )

/**
 * The groups as a role under disclosure control may see them. The traits that cannot be protected together with the counts are
 * left out; when even the counts cannot, all are hidden. An asker who knows who the people are is told no counts and no trait that single
 * somebody out, and of one line's customers the four counts alone.
 */
export async function protectedGroups(
  rows: readonly GroupRow[],
  policy: Policy,
  cutOff: string,
  asker: Asker,
): Promise<{ groups: Groups; suppressed: { primary: number; secondary: number } }> {
  const hidden = { groups: hiddenGroups(), suppressed: { primary: cohortGroups.length, secondary: 0 } }
  if (asker.knowsWho && singlesOut(rows, policy.threshold)) return hidden
  const byPolicy = traits.filter(
    (trait) => !policy.forbiddenFields.includes(trait === 'ageBand' ? 'age' : trait),
  )
  const allowed = !asker.knowsWho
    ? byPolicy
    : asker.isOfLine
      ? []
      : safeTraits(rows, byPolicy, policy.threshold)
  const choices: Trait[][] = [
    [...allowed],
    allowed.filter((trait) => trait === 'sex' || trait === 'ageBand'),
    [],
  ]
  for (const wanted of choices) {
    const protection = await protectRelease({ release: releaseOf(rows, wanted, cutOff), policy })
    if (protection.outcome === 'refused') continue
    const shownOf = new Map(
      protection.tables.map((table) => [table.tableId, table.cells.map((cell) => cell?.shown ?? null)]),
    )
    const groups = cohortGroups.map((group, place) => ({
      group,
      count: shownOf.get('group')?.[place] ?? null,
      by: Object.fromEntries(
        protection.tables
          .filter((table) => table.tableId !== 'group' && group !== 'unattributed')
          .map((table) => {
            const values = table.dimensions[1]!.categories
            return [
              table.tableId,
              Object.fromEntries(
                values.map((value, index) => [
                  value,
                  shownOf.get(table.tableId)?.[place * values.length + index] ?? null,
                ]),
              ),
            ]
          }),
      ),
    }))
    return { groups, suppressed: protection.suppressed }
  }
  return hidden
}
