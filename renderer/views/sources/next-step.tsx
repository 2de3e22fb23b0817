import { useFindLines, useLinkRecords } from '../../engine/actions.ts'
import { useCase } from '../../engine/questions.ts'
import { useChoices } from '../../state/choices.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'

/** After an import: the two steps that make people and lines of the rows, as one button. */
export const NextStep = () => {
  const { data: description } = useCase()
  const choose = useChoices((choices) => choices.choose)
  const linkRecords = useLinkRecords()
  const find = useFindLines()
  if (!description || description.counts.files === 0) return null
  if (description.fresh.wash && description.fresh.lines) return null
  const isWorking = linkRecords.isPending || find.isPending
  const isFirst = description.counts.persons === 0 && description.counts.lines === 0
  const work = async () => {
    try {
      await linkRecords.mutateAsync()
      await find.mutateAsync()
      choose({ view: 'lines' })
    } catch {
      // Said where it failed; a cancelled step ends the rest.
    }
  }
  return (
    <Notice
      title={isFirst ? 'The rows are in. Next: people and lines.' : 'Rows changed since people and lines.'}
      actions={
        <Button
          kind="primary"
          whyNot={isWorking ? 'People and lines are being worked out now.' : null}
          hideReason
          onClick={() => void work()}
        >
          Wash people and find lines
        </Button>
      }
    >
      Washing joins the records of one person; lines are then found in phones and call records.
    </Notice>
  )
}
