import type { CohortGroup, Cohorts } from '../../../analysis/contract/index.ts'
import type { Within } from '../../engine/questions.ts'
import { listsGroup } from '../../state/narrowing.ts'
import { type Dimension, dimensions } from '../../state/people-choices.ts'
import { groupMeaning, groupName, groupOrder } from '../../text/cohort-groups.ts'
import { formatCount, plural } from '../../text/numbers.ts'
import { Segments } from '../../ui/button.tsx'
import { Bars } from '../../ui/charts/bars.tsx'
import { DataForReaders } from '../../ui/charts/chart-frame.tsx'
import { groupHue } from '../../ui/charts/scales.ts'
import { Figure } from '../../ui/figure.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { barsOf, categoriesOf, dimensionWords, populationWords, totalOf } from './model.ts'

/** The mark of a group, the same above the groups and in the table; a number nobody is tied to has none. */
export const GroupGlyph = ({ group }: { readonly group: string }) => {
  if (group === 'not-known') return <Glyph meaning="person" />
  if (group === 'mainstream') return <Glyph meaning="treatment" />
  if (group === 'programme') return <Glyph meaning="treatment" hollow />
  return <span className="group-no-glyph" />
}

interface GroupsBandProps {
  readonly cohorts: Cohorts
  /** What the counts are narrowed to; null where the role gets them for the whole case. */
  readonly within: Within | null
  readonly dimension: Dimension
  readonly onDimension: (dimension: Dimension) => void
  readonly group: CohortGroup | null
  /** Whether the role sees who is in which group. */
  readonly isExact: boolean
  /** Null where nobody may be listed. */
  readonly onGroup: ((group: CohortGroup | null) => void) | null
}

const mostBars = 8

interface GroupColumnProps
  extends Pick<GroupsBandProps, 'cohorts' | 'within' | 'dimension' | 'group' | 'isExact' | 'onGroup'> {
  readonly one: Cohorts['groups'][number]
  readonly categories: readonly string[]
  readonly largest: number
}

/** One of the groups: how many, what it means, and how they fall by age, sex or area. */
const GroupColumn = ({
  one,
  categories,
  largest,
  cohorts,
  within,
  dimension,
  group,
  isExact,
  onGroup,
}: GroupColumnProps) => {
  const hasDetail = Object.keys(one.by[dimension] ?? {}).length > 0
  return (
    <div className="group">
      <h3 className="group-name">
        {one.group === 'unattributed' ? null : <GroupGlyph group={one.group} />}
        {groupName(one.group)}
      </h3>
      <p className="group-count">
        {one.count === null ? (
          <span className="group-hidden">suppressed</span>
        ) : (
          <Figure
            of={groupName(one.group)}
            rows={
              onGroup && listsGroup(isExact, one.group)
                ? {
                    ask: 'people.table',
                    lineId: cohorts.lineId ?? undefined,
                    group: one.group,
                    at: cohorts.at,
                    range: within?.days ?? undefined,
                    cell: within?.hexagon ?? undefined,
                  }
                : null
            }
          >
            {formatCount(one.count)}
          </Figure>
        )}
        {onGroup && listsGroup(isExact, one.group) ? (
          <button
            type="button"
            className="button"
            aria-pressed={group === one.group}
            onClick={() => onGroup(group === one.group ? null : one.group)}
          >
            {group === one.group ? 'Listed below' : 'List below'}
            <span className="unseen">, {groupName(one.group)}</span>
          </button>
        ) : null}
      </p>
      <p className="caption group-meaning">{groupMeaning(one.group)}</p>
      {hasDetail ? (
        <Bars
          bars={barsOf(one, categories, dimension)}
          meaning={groupHue(one.group)}
          largest={largest}
          labelWidth={84}
        />
      ) : (
        <p className="small second">
          {one.group === 'unattributed'
            ? 'Nothing is known about who holds them.'
            : `No source gives ${dimensionWords[dimension].toLowerCase()}.`}
        </p>
      )}
    </div>
  )
}

export const GroupsBand = (props: GroupsBandProps) => {
  const { cohorts, dimension, onDimension } = props
  const categories = categoriesOf(cohorts, dimension)
  const drawn = categories.slice(0, mostBars)
  const groups = groupOrder.flatMap((name) => cohorts.groups.filter((one) => one.group === name))
  const largest = Math.max(
    1,
    ...groups.flatMap((one) => barsOf(one, drawn, dimension).map((bar) => bar.value ?? 0)),
  )
  const total = totalOf(cohorts)
  return (
    <section className="groups" aria-label="Three groups">
      <header className="groups-head">
        <div>
          <h2 className="panel-title">What services know of them</h2>
          <p className="caption">
            {populationWords(cohorts)}; people
            {total === null ? '' : ` and numbers, ${formatCount(total)} in all`}
            {cohorts.policy
              ? `; ${cohorts.policy}, ${plural(cohorts.suppressed.primary, 'table cell')} suppressed`
              : ''}
          </p>
        </div>
        <Segments
          label="By"
          value={dimension}
          onChange={onDimension}
          choices={dimensions.map((value) => ({ value, words: dimensionWords[value] }))}
        />
      </header>
      <div className="groups-columns">
        {groups.map((one) => (
          <GroupColumn key={one.group} {...props} one={one} categories={drawn} largest={largest} />
        ))}
      </div>
      {categories.length > mostBars ? (
        <p className="caption">
          {plural(categories.length - mostBars, 'smaller category', 'smaller categories')} not drawn.
        </p>
      ) : null}
      <DataForReaders
        title={`Groups by ${dimensionWords[dimension].toLowerCase()}`}
        table={{
          columns: [dimensionWords[dimension], ...groups.map((one) => groupName(one.group))],
          rows: categories.map((category, index) => [
            category || 'not known',
            ...groups.map((one) => barsOf(one, categories, dimension)[index]?.value ?? 'suppressed'),
          ]),
        }}
      />
    </section>
  )
}
