import { useState } from 'react'
import type { CaseDescription } from '../../../analysis/contract/index.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { registeredCommands, useCommand, useHandlers } from '../../commands/registry.ts'
import { readFailure } from '../../engine/failures.ts'
import { useCase, useGroups, useLines, useSources } from '../../engine/questions.ts'
import { useIsWide } from '../../frame/screen.ts'
import type { View } from '../../frame/view.ts'
import { formatCount, plural } from '../../text/numbers.ts'
import { Answer } from '../../ui/answer.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { NewCaseDialog, OpenCaseDialog } from './case-dialogs.tsx'
import { OpenSample, RecentCases } from './recent-cases.tsx'
import './commands.ts'
import { FindingColumn } from './findings.tsx'
import { findings, kindsLoaded, sourcesAddUp } from './model.ts'
import './first.css'

/** The digits of the jobs, in the rail's order. */
const jobKeys = (): string[] =>
  registeredCommands().flatMap(({ keys }) => (keys !== undefined && /^\d$/.test(keys) ? [keys] : []))

const shortName = (name: string): string => name.replace(/ county$/i, '')

const countsInWords = ['No', 'One thing', 'Two things', 'Three things', 'Four things']

const Shortcuts = ({ description }: { readonly description: CaseDescription }) => {
  const handlers = useHandlers((state) => state.handlers)
  const { data: files = [] } = useSources()
  const { counts } = description
  const entries = [
    {
      job: 'sources',
      title: 'Sources',
      words: `${plural(counts.files, 'file')}, ${sourcesAddUp(files) ? 'rows add up' : 'rows do not add up yet'}`,
    },
    {
      job: 'people',
      title: 'People',
      words: `${formatCount(counts.persons)}, of which ${formatCount(counts.forReview)} to review`,
    },
    { job: 'lines', title: 'Lines', words: `${formatCount(counts.linesAccepted)} proposed` },
    { job: 'profile', title: 'Profile', words: 'drafted from the case' },
  ] as const
  return (
    <section className="first-jobs" aria-label="Or straight to the end">
      <h2 className="finding-title">Or straight to the end</h2>
      <ul>
        {entries
          .filter((entry) => handlers.has(`go-${entry.job}`))
          .map((entry) => (
            <li key={entry.job}>
              <CommandButton name={`go-${entry.job}`} kind="link" className="first-job" words={entry.title} />
              <p className="second">{entry.words}</p>
            </li>
          ))}
      </ul>
    </section>
  )
}

const Opened = ({ description }: { readonly description: CaseDescription }) => {
  const lines = useLines()
  const groups = useGroups(null, null)
  const { data: files = [] } = useSources()
  const found = findings(lines.data?.lines ?? [], groups.data ?? null, useIsWide() ? 4 : 3)
  const isWorking = lines.isPending || groups.isPending
  const failed = [lines, groups].find((query) => query.error)
  const failure = failed ? readFailure(failed.error) : null
  return (
    <div className="first">
      <h1 className="first-title">
        {description.synthetic
          ? `This is ${shortName(description.name)}, a county that does not exist.`
          : description.name}
      </h1>
      <p className="first-lead">
        {plural(files.length, 'file')} {files.length === 1 ? 'is' : 'are'} loaded
        {files.length > 0 ? `: ${kindsLoaded(files)}` : ''}.{' '}
        {description.synthetic ? 'Nothing here is about a real person. ' : ''}
        {found.length > 0
          ? `${countsInWords[found.length]} in it ${found.length === 1 ? 'is' : 'are'} worth a click.`
          : isWorking
            ? 'Reading what is in it.'
            : failure
              ? ''
              : 'Lines and people have not been worked out yet: find lines in Lines, wash people in People.'}
      </p>
      {failure && failure.kind !== 'cancelled' ? (
        <Notice
          title={failure.happened}
          urgent
          actions={<Button onClick={() => void failed?.refetch()}>Try again</Button>}
        >
          {failure.next}
        </Notice>
      ) : null}
      {found.length > 0 ? (
        <div className="findings">
          {found.map((finding) => (
            <FindingColumn key={finding.kind} finding={finding} />
          ))}
        </div>
      ) : null}
      <Shortcuts description={description} />
    </div>
  )
}

const First = () => {
  const query = useCase()
  const [dialog, setDialog] = useState<'new' | 'open' | null>(null)
  useCommand('new-case', () => setDialog('new'))
  useCommand('open-case', () => setDialog('open'))
  return (
    <>
      {query.isSuccess && query.data?.synthetic !== true ? <OpenSample /> : null}
      <Answer query={query} of="the case">
        {(description) =>
          description ? (
            <Opened description={description} />
          ) : (
            <div className="first">
              <h1 className="first-title">No case is open.</h1>
              <p className="first-lead">
                A case holds what partners sent, on this laptop only. Look round the sample county first,
                where nobody is real; or make a case for your own county.
              </p>
              <div className="view-controls">
                <CommandButton name="open-sample" kind="primary" />
                <CommandButton name="new-case" />
                <CommandButton name="open-case" />
              </div>
              <RecentCases />
            </div>
          )
        }
      </Answer>
      <NewCaseDialog open={dialog === 'new'} onClose={() => setDialog(null)} />
      <OpenCaseDialog open={dialog === 'open'} onClose={() => setDialog(null)} />
    </>
  )
}

const kinds = [
  ['Phones', 'Cellebrite UFDR, report.xml, sheets'],
  ['Calls', 'any operator’s layout'],
  ['People', 'custody, tests, treatment, lists'],
  ['Harm', 'deaths, overdoses, naloxone'],
  ['Places', 'crime, stop and search, areas'],
] as const

const FirstInspector = () => {
  const { data: description } = useCase()
  return (
    <>
      <section className="section">
        <h2 className="panel-title">Your own county</h2>
        <p className="second">
          A case is one file on this laptop. Nothing in it needs the network, and nothing leaves it without a
          check.
        </p>
        <div className="inspector-actions">
          <CommandButton name="new-case" kind="primary" />
          <CommandButton name="open-case" />
          <CommandButton name="open-sample" />
        </div>
      </section>
      <Section title="Bring what you have">
        <p className="second">
          Hubline finds the layout of a file; you can change what it guessed before a row is loaded.
        </p>
        <dl className="facts first-kinds">
          {kinds.map(([kind, words]) => (
            <div key={kind} className="fact">
              <dt>{kind}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
      </Section>
      {description?.synthetic ? (
        <Section title="How the sample was made">
          <p className="small second">
            Simulated from a seed, in the layouts that partners send. Phone numbers are from ranges that
            nobody has. The truth is written beside the files and is never read by the analysis.
          </p>
        </Section>
      ) : null}
      <Section title="Keys">
        <dl className="facts">
          {[
            ['Find or command', 'Ctrl K'],
            ['Go to a job', `1 to ${jobKeys().at(-1) ?? '1'}`],
            ['Rows behind a figure', 'Enter'],
            ['Brush a week earlier, later', '[ ]'],
            ['Next region', 'F6'],
            ['All keys', '?'],
          ].map(([words, keys]) => (
            <div key={words} className="fact">
              <dt>{words}</dt>
              <dd>
                <kbd className="kbd">{keys}</kbd>
              </dd>
            </div>
          ))}
        </dl>
      </Section>
    </>
  )
}

export const view: View = {
  job: 'first',
  Canvas: First,
  Inspector: FirstInspector,
  timeline: 'folded',
  help: 'This screen says what is open and what in it is worth a click. Each finding leads to the view that explains it. Cases are single files on this laptop; the sample county is invented, and a good place to try anything. Ctrl K finds a number, a person, a place or a command from anywhere, and Ctrl Z takes back what was chosen or decided.',
}
