import { useState } from 'react'
import type { ProfileDocument, ProfileSection } from '../../../analysis/contract/index.ts'
import { useTableExport } from '../../engine/table-export.ts'
import { formatRange } from '../../text/dates.ts'
import { Button } from '../../ui/button.tsx'
import { PaperChart } from './paper-chart.tsx'
import { PaperTable } from './paper-table.tsx'
import { EditableParagraph, ParagraphEditor, Runs } from './paragraph.tsx'
import { useEditParagraph, usePolicy } from './use-profile.ts'

interface PaperProps {
  readonly document: ProfileDocument
  readonly section: ProfileSection
  readonly printed: boolean
  readonly live: boolean
}

const AddParagraph = ({ section }: { readonly section: ProfileSection }) => {
  const [isWriting, setWriting] = useState(false)
  const { edit } = useEditParagraph()
  const paragraphId = `${section.sectionId}.note`
  if (section.paragraphs.some((paragraph) => paragraph.paragraphId === paragraphId)) return null
  return isWriting ? (
    <ParagraphEditor
      start=""
      label={`A paragraph of your own for ${section.title}`}
      onLeave={() => setWriting(false)}
      onKeep={(text) => {
        setWriting(false)
        if (text.trim() !== '') edit({ paragraphId, text, before: null })
      }}
    />
  ) : (
    <Button kind="link" onClick={() => setWriting(true)}>
      Add a paragraph
    </Button>
  )
}

/** One section on white paper, in every theme: what is seen is what is released. */
export const Paper = ({ document, section, printed, live }: PaperProps) => {
  const isEditable = live && !printed
  const { exportReleased } = useTableExport()
  const policy = usePolicy()
  const first = section.charts.length + 1
  return (
    <article
      className={printed ? 'paper paper-printed' : 'paper'}
      data-theme="light"
      aria-label={section.title}
    >
      <p className="paper-marking">{document.marking}</p>
      <p className="paper-running">
        <span>
          {document.title}, edition {document.edition}
        </span>
        <span>
          {formatRange(document.period.from, document.period.to)}
          {document.synthetic ? '. Synthetic sample data' : ''}
        </span>
      </p>
      <h2>
        {section.number} {section.title}
      </h2>
      {section.claim.length > 0 ? (
        <p className="paper-claim">
          <Runs runs={section.claim} live={isEditable} />
        </p>
      ) : null}
      <div className="paper-words">
        {section.paragraphs.map((paragraph) => (
          <EditableParagraph
            key={paragraph.paragraphId}
            paragraph={paragraph}
            live={isEditable}
            editable={isEditable}
          />
        ))}
        {isEditable ? <AddParagraph section={section} /> : null}
      </div>
      {section.charts.map((chart, index) => (
        <PaperChart key={chart.chartId} chart={chart} number={`${section.number}.${index + 1}`} />
      ))}
      {section.tables.map((table, index) => (
        <PaperTable
          key={table.tableId}
          table={table}
          number={`${section.number}.${first + index}`}
          threshold={document.policy.threshold}
          onExport={
            printed
              ? undefined
              : (to) => exportReleased({ table: 'profile', tableId: table.tableId, policy }, table.title, to)
          }
        />
      ))}
      {section.missing.length > 0 ? (
        <p className="paper-missing">
          <strong>Not loaded.</strong>{' '}
          {section.missing.map((one, index) => (
            <span key={one.kind}>
              <strong>{one.name}</strong>: {one.why}
              {index < section.missing.length - 1 ? '; ' : '.'}
            </span>
          ))}
        </p>
      ) : null}
      <p className="paper-limits">
        <strong>What this cannot say.</strong> {section.cannotSay.join(' ')}
      </p>
      <p className="paper-foot">{document.policy.words}</p>
      <p className="paper-marking">{document.marking}</p>
    </article>
  )
}
