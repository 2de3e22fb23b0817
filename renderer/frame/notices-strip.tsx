import { type CaseDescription, may } from '../../analysis/contract/index.ts'
import { useReadNotice } from '../engine/actions.ts'
import { formatInstant } from '../text/dates.ts'
import { wordsForCode } from '../text/errors.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'

/** What happened to the case itself, above every view until somebody has read it. */
export const NoticesStrip = ({ description }: { readonly description: CaseDescription | null }) => {
  const read = useReadNotice()
  if (!description || description.notices.length === 0) return null
  return (
    <section className="notices-strip" aria-label="What happened to this case">
      {description.notices.map(({ at, code, data }) => {
        const { happened, next } = wordsForCode(code, data)
        return (
          <Notice
            key={at}
            title={happened}
            urgent
            actions={
              <Button
                whyNot={
                  may(description.session.role, 'edits')
                    ? null
                    : 'Somebody who works on the case says that it was read.'
                }
                onClick={() => read.mutate(at)}
              >
                I have read this
              </Button>
            }
          >
            {next} <span className="caption">{formatInstant(at)}; the log holds it too.</span>
          </Notice>
        )
      })}
    </section>
  )
}
