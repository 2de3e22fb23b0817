import { useCallback, useMemo, useState } from 'react'
import type { Line } from '../../../analysis/contract/index.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { useCommand } from '../../commands/registry.ts'
import { useFindLines } from '../../engine/actions.ts'
import { useConcerns, useNarrowedLines, useShownLineId, useSomebodyName } from '../../engine/followed.ts'
import { useCase, useLineDetail, useLines } from '../../engine/questions.ts'
import { useTableExport } from '../../engine/table-export.ts'
import { useChoices } from '../../state/choices.ts'
import { narrowedWords } from '../../state/narrowing.ts'
import { isPassedOver } from '../../text/line-state.ts'
import { plural } from '../../text/numbers.ts'
import { Answer } from '../../ui/answer.tsx'
import { addFiles, Empty } from '../../ui/empty.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Panes } from '../../ui/panes.tsx'
import { ViewHeader } from '../../ui/section.tsx'
import { useIsWide } from '../../ui/size.ts'
import { exportedTable, type Sort } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { ColumnsMenu, ExportMenu } from '../../ui/table/table-menus.tsx'
import { lineColumns } from './columns.tsx'
import { Customers } from './customers.tsx'
import { LineInspector } from './line-inspector.tsx'
import { stateCounts, thresholdSentence } from './model.ts'
import './lines.css'

const tableId = 'lines'

interface Found {
  readonly threshold: number
  readonly phones: number
  readonly callFiles: number
  readonly lines: readonly Line[]
}

const scopeOf = (found: Found): string =>
  `${plural(found.lines.length, 'number')} in ${plural(found.phones, 'phone')} and ${plural(found.callFiles, 'file')} of call records; ${stateCounts(found.lines)}`

const LinesTable = ({ found }: { readonly found: Found }) => {
  const isWide = useIsWide()
  const lineId = useShownLineId()
  const choose = useChoices((choices) => choices.choose)
  const { data: detail } = useLineDetail(lineId)
  const { exportTable } = useTableExport()
  const [arranged, setArranged] = useState<readonly Line[]>(found.lines)
  const { threshold } = found
  const { lines, concerns } = useNarrowedLines()
  const { isNarrowed, query, somebody, hexagon, days } = useConcerns()
  const name = useSomebodyName()
  const within = useMemo(
    () => (concerns ? { concerns, somebody: somebody ? name : null, hexagon, days } : null),
    [concerns, somebody, name, hexagon, days],
  )
  const columns = useMemo(
    () => lineColumns(lines, threshold, detail, within),
    [lines, threshold, detail, within],
  )
  const sentence = useCallback(
    (line: Line, before: Line | null, sort: Sort | null) =>
      thresholdSentence(line, before, sort, lines, threshold),
    [lines, threshold],
  )
  const chosen = lines.find((line) => line.line === lineId)
  const table = (
    <DataTable
      id={tableId}
      label="Candidate lines"
      items={lines}
      columns={columns}
      rowId={(line) => line.line}
      selectedId={lineId}
      onSelect={(line) => choose({ lineId: line.line })}
      initialSort={{ columnId: 'score', descending: true }}
      isPassedOver={isPassedOver}
      sentenceBefore={sentence}
      onArranged={setArranged}
      onExport={exportTable}
      empty={`None of the candidate lines has a call or text ${narrowedWords({
        somebody: somebody ? name : null,
        hexagon: hexagon !== null,
        days,
      })}.`}
    />
  )
  return (
    <>
      <ViewHeader
        title="Candidate lines"
        scope={concerns ? `${lines.length} of ${plural(found.lines.length, 'line')}` : scopeOf(found)}
      >
        <CommandButton name="find-lines-again" words="Find again" hideReason />
        <ColumnsMenu table={tableId} columns={columns} />
        <ExportMenu
          of="candidate lines"
          onExport={(to) => exportTable(exportedTable(tableId, 'Candidate lines', columns, arranged), to)}
        />
      </ViewHeader>
      {isNarrowed && query.error ? (
        <Answer query={query} of="the lines that concern what is chosen">
          {() => null}
        </Answer>
      ) : null}
      {isWide && chosen ? (
        <Panes
          name="lines"
          className="lines-panes"
          share={63}
          label="Width of the customers"
          first={<div className="lines-pane">{table}</div>}
          second={<Customers line={chosen} />}
        />
      ) : (
        table
      )}
    </>
  )
}

const Lines = () => {
  const query = useLines()
  const { data: description } = useCase()
  const find = useFindLines()
  useCommand('find-lines-again', () => find.mutate(), find.isPending ? 'Lines are being found now.' : null)
  const isStale = description?.fresh.lines === false && (query.data?.lines.length ?? 0) > 0
  return (
    <>
      {(query.data?.lines.length ?? 0) > 0 ? null : <ViewHeader title="Candidate lines" />}
      {isStale ? (
        <Notice
          title="Rows were added or decided since the lines were found."
          actions={<CommandButton name="find-lines-again" hideReason />}
        >
          The ranking below is from before.
        </Notice>
      ) : null}
      <Answer
        query={query}
        of="the candidate lines"
        notChosen="Open a case to see its lines."
        isEmpty={(found) => found.lines.length === 0}
        empty={
          description?.counts.files === 0 ? (
            <Empty title="No candidate lines yet." next={addFiles}>
              Lines are found in phones and call records, and none are loaded.
            </Empty>
          ) : (
            <div className="lines-none">
              <p>
                <strong>No candidate lines yet.</strong> They are found in phones and call records; this takes
                seconds to minutes, and can be cancelled.
              </p>
              <CommandButton name="find-lines-again" words="Find lines" kind="primary" />
            </div>
          )
        }
      >
        {(found) => <LinesTable found={found} />}
      </Answer>
    </>
  )
}

export { LineInspector as Inspector, Lines as Canvas }
