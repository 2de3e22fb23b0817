import { useState } from 'react'
import { CommandButton } from '../../commands/command-button.tsx'
import { useCommand } from '../../commands/registry.ts'
import { useLinkRecords } from '../../engine/actions.ts'
import type { Row } from '../../engine/arrow.ts'
import { useDaysInForce, useRole } from '../../engine/followed.ts'
import { useCase, useGroups, useLines, usePeopleTable } from '../../engine/questions.ts'
import { useTableExport } from '../../engine/table-export.ts'
import { useChoices } from '../../state/choices.ts'
import { isAnalyst, listsGroup, narrowedWords, seesExactCounts } from '../../state/narrowing.ts'
import { allLines, everybody, usePeopleChoices } from '../../state/people-choices.ts'
import { plural } from '../../text/numbers.ts'
import { Answer } from '../../ui/answer.tsx'
import { Segments } from '../../ui/button.tsx'
import { addFiles, Empty } from '../../ui/empty.tsx'
import { Select } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Panes } from '../../ui/panes.tsx'
import { PanelHeader, ViewHeader } from '../../ui/section.tsx'
import { useIsWide } from '../../ui/size.ts'
import { exportedTable } from '../../ui/table/column.ts'
import { ExportMenu } from '../../ui/table/table-menus.tsx'
import { GroupsBand } from './groups-band.tsx'
import { isPhoneNumber } from './model.ts'
import { PeopleTable, peopleColumns } from './people-table.tsx'
import { PersonInspector } from './person-inspector.tsx'
import { Reviews } from './reviews.tsx'
import './people.css'

/** What the view shows, and of whom. */
const usePeopleView = () => {
  const { data: description } = useCase()
  const { data: found } = useLines()
  const { whose, page, group: chosenGroup, dimension, change } = usePeopleChoices()
  const accepted = (found?.lines ?? []).filter((line) => line.accepted)
  const lineId = useChoices((choices) => choices.lineId)
  const line = found?.lines.find((one) => one.line === lineId)
  const listed = line && !line.accepted ? [...accepted, line] : accepted
  const population = lineId ?? whose
  const [arranged, setArranged] = useState<readonly Row[]>([])
  const days = useDaysInForce()
  const hexagon = useChoices((choices) => choices.hexagon)
  const isExact = seesExactCounts(useRole())
  const group = chosenGroup !== null && listsGroup(isExact, chosenGroup) ? chosenGroup : null
  const at = days?.to ?? null
  const within = { days, hexagon }
  const isNarrowed = days !== null || hexagon !== null
  const chosen = useChoices((choices) => choices.personId ?? choices.number)
  const choose = useChoices((choices) => choices.choose)
  const linkRecords = useLinkRecords()
  const { exportTable } = useTableExport()
  const groups = useGroups(lineId, at, isExact ? within : undefined)
  const table = usePeopleTable({
    lineId,
    group,
    at,
    population: population === everybody ? 'everyone' : 'customers',
    within,
  })
  useCommand(
    'link-records',
    () => linkRecords.mutate(),
    linkRecords.isPending ? 'People are being washed now.' : null,
  )
  useCommand('review-people', () => change({ page: 'reviews' }))
  const counts = description?.counts
  const isOfAnalyst = description !== null && description !== undefined && isAnalyst(description.session.role)
  const isWide = useIsWide()
  const showWhose = (value: string) => {
    if (value === everybody || value === allLines) change({ whose: value })
    if ((value === everybody || value === allLines ? null : value) !== lineId)
      choose({ lineId: value === everybody || value === allLines ? null : value })
  }
  return {
    description,
    whose,
    page,
    group,
    dimension,
    change,
    line,
    listed,
    population,
    arranged,
    setArranged,
    hexagon,
    isExact,
    days,
    within,
    isNarrowed,
    chosen,
    choose,
    exportTable,
    groups,
    table,
    counts,
    isOfAnalyst,
    isWide,
    showWhose,
  }
}

type PeopleView = ReturnType<typeof usePeopleView>

const PeopleHeader = ({
  page,
  change,
  listed,
  population,
  arranged,
  exportTable,
  counts,
  isOfAnalyst,
  isWide,
  showWhose,
}: PeopleView) => (
  <ViewHeader
    title="People"
    scope={
      counts && isOfAnalyst
        ? `${plural(counts.persons, 'person', 'people')} from ${plural(counts.records, 'record')}`
        : 'Counts that may be released: small ones are suppressed, others rounded'
    }
  >
    <Select
      label="Whose"
      hideLabel
      value={population}
      onChange={showWhose}
      choices={[
        { value: allLines, words: 'Customers of all lines' },
        ...listed.map((line) => ({ value: line.line, words: `Customers of ${line.name}` })),
        ...(isOfAnalyst ? [{ value: everybody, words: 'Everybody in the case' }] : []),
      ]}
    />
    {isWide || !isOfAnalyst ? null : (
      <Segments
        label="Page"
        value={page}
        onChange={(value) => change({ page: value })}
        choices={[
          { value: 'people', words: 'People' },
          { value: 'reviews', words: `Review ${counts?.forReview ?? ''}`.trim() },
        ]}
      />
    )}
    {isOfAnalyst ? (
      <>
        <CommandButton
          name="link-records"
          words={counts && counts.persons > 0 ? 'Wash again' : 'Wash'}
          kind={counts && counts.persons === 0 && counts.records > 0 ? 'primary' : 'plain'}
          hideReason
        />
        <ExportMenu
          of="people and numbers"
          onExport={(to) =>
            exportTable(exportedTable('people', 'People and numbers', peopleColumns, arranged), to)
          }
        />
      </>
    ) : null}
  </ViewHeader>
)

const PeopleList = ({
  group,
  line,
  population,
  setArranged,
  hexagon,
  days,
  isNarrowed,
  chosen,
  choose,
  table,
  counts,
}: PeopleView) => {
  const nobody =
    population === everybody
      ? `Nobody has a record or a number in use ${narrowedWords({ hexagon: hexagon !== null, days })}.`
      : `No customer ${narrowedWords({ line: line?.name, hexagon: hexagon !== null, days })} was seen.`
  return (
    <Answer
      query={table}
      of="people"
      notChosen="Open a case to see its people."
      isEmpty={(rows) => rows.length === 0 && group === null}
      empty={
        isNarrowed ? (
          nobody
        ) : counts && counts.records > 0 ? (
          <Empty title="Nobody yet: the records are loaded and not washed.">
            Washing finds which records are about one person. Press Wash above.
          </Empty>
        ) : (
          <Empty title="Nobody yet." next={addFiles}>
            Custody, drug-test, treatment and programme records name people, and none are loaded.
          </Empty>
        )
      }
    >
      {(rows) => (
        <PeopleTable
          rows={rows}
          chosen={chosen}
          onChoose={(subject) =>
            choose(
              isPhoneNumber(subject)
                ? { personId: null, number: subject }
                : { personId: subject, number: null },
            )
          }
          onArranged={setArranged}
        />
      )}
    </Answer>
  )
}

const Groups = ({ group, dimension, change, isExact, within, groups, isOfAnalyst }: PeopleView) => (
  <Answer query={groups} of="the groups">
    {(cohorts) => (
      <GroupsBand
        cohorts={cohorts}
        within={isExact ? within : null}
        dimension={dimension}
        onDimension={(value) => change({ dimension: value })}
        group={group}
        isExact={isExact}
        onGroup={isOfAnalyst ? (value) => change({ group: value }) : null}
      />
    )}
  </Answer>
)

const People = () => {
  const view = usePeopleView()
  const { description, page, population, counts, isOfAnalyst, isWide } = view
  const list = <PeopleList {...view} />
  return (
    <>
      <PeopleHeader {...view} />
      {description?.fresh.wash === false && isOfAnalyst && counts && counts.records > 0 ? (
        <Notice title="Records were added or decided since people were washed.">
          The groups below are from before. Wash again to bring them up to date.
        </Notice>
      ) : null}
      {page === 'reviews' && !isWide ? (
        <Reviews />
      ) : (
        <>
          {population === everybody || (counts?.persons === 0 && counts.lines === 0) ? null : (
            <Groups {...view} />
          )}
          {!isOfAnalyst ? (
            <p className="answer-state second">
              Who they are is not shown to this role. The groups above are what may be released; the profile
              says what they mean.
            </p>
          ) : isWide ? (
            <Panes
              name="people"
              className="people-panes"
              share={60}
              label="Width of the reviews"
              first={<div className="people-pane">{list}</div>}
              second={
                <div className="people-pane">
                  <PanelHeader
                    title="Pairs for review"
                    scope="Close enough to ask, not close enough to join"
                  />
                  <Reviews />
                </div>
              }
            />
          ) : (
            list
          )}
        </>
      )}
    </>
  )
}

export { People as Canvas, PersonInspector as Inspector }
