import { useState } from 'react'
import type { ProfileSection } from '../../../analysis/contract/index.ts'
import { Button } from '../../ui/button.tsx'
import { Figure } from '../../ui/figure.tsx'
import { paragraphText } from './model.ts'
import { useEditParagraph } from './use-profile.ts'

type Paragraph = ProfileSection['paragraphs'][number]

interface RunsProps {
  readonly runs: Paragraph['runs']
  /** Live figures answer with their rows; a printed page and a lead's draft have none. */
  readonly live: boolean
}

export const Runs = ({ runs, live }: RunsProps) => (
  <>
    {runs.map((run, index) =>
      run.figureId && live ? (
        <Figure
          // biome-ignore lint/suspicious/noArrayIndexKey: runs are named by their place
          key={index}
          of={run.figureId.replaceAll('~', ', ')}
          rows={{ ask: 'profile.figureRows', figureId: run.figureId }}
          strong
        >
          {run.text}
        </Figure>
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: runs are named by their place
        <span key={index}>{run.text}</span>
      ),
    )}
  </>
)

interface EditableParagraphProps {
  readonly paragraph: Paragraph
  readonly live: boolean
  readonly editable: boolean
}

interface EditorProps {
  readonly start: string
  readonly label: string
  readonly onKeep: (text: string) => void
  readonly onLeave: () => void
}

export const ParagraphEditor = ({ start, label, onKeep, onLeave }: EditorProps) => {
  const [text, setText] = useState(start)
  return (
    <form
      className="paper-editor"
      onSubmit={(event) => {
        event.preventDefault()
        onKeep(text)
      }}
    >
      <textarea
        // biome-ignore lint/a11y/noAutofocus: the analyst just asked to write here
        autoFocus
        aria-label={label}
        className="control"
        rows={Math.max(3, Math.ceil(text.length / 68))}
        maxLength={5000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onLeave()
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onKeep(text)
        }}
      />
      <div className="paper-editor-actions">
        <Button
          kind="primary"
          type="submit"
          whyNot={text.trim() === '' ? 'Write something, or leave it as it was.' : null}
          hideReason
        >
          Keep
        </Button>
        <Button onClick={onLeave}>Leave as it was</Button>
        <span className="caption">Figures typed here are not live and are asked about before release.</span>
      </div>
    </form>
  )
}

export const EditableParagraph = ({ paragraph, live, editable }: EditableParagraphProps) => {
  const [isEditing, setEditing] = useState(false)
  const { edit, isPending } = useEditParagraph()
  const { paragraphId, runs, edited } = paragraph
  const words = paragraphText(runs)
  const before = edited ? words : null
  if (isEditing)
    return (
      <ParagraphEditor
        start={words}
        label="Your words for this paragraph"
        onLeave={() => setEditing(false)}
        onKeep={(text) => {
          setEditing(false)
          if (text.trim() !== '' && text !== words) edit({ paragraphId, text, before })
        }}
      />
    )
  return (
    <div className={edited ? 'paper-paragraph paper-edited' : 'paper-paragraph'}>
      <p>
        {edited ? <span className="paper-tag">edited</span> : null} <Runs runs={runs} live={live} />
      </p>
      {editable ? (
        <div className="paper-paragraph-actions">
          <Button
            kind="link"
            whyNot={isPending ? 'Being kept.' : null}
            hideReason
            onClick={() => setEditing(true)}
          >
            Edit
          </Button>
          {edited ? (
            <Button kind="link" onClick={() => edit({ paragraphId, text: null, before })}>
              Revert
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}
