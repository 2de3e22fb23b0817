import { type CaseDescription, may } from '../../../analysis/contract/index.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { registeredCommands, useHandlers } from '../../commands/registry.ts'
import { readFailure } from '../../engine/failures.ts'
import { useCase, useGroups, useLines, useSources } from '../../engine/questions.ts'
import { isSeenBy, viewEntries } from '../../frame/view.ts'
import { isAnalyst } from '../../state/narrowing.ts'
import { formatCount, plural } from '../../text/numbers.ts'
import { roleWords } from '../../text/roles.ts'
import { Answer } from '../../ui/answer.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { useIsWide } from '../../ui/size.ts'
import { FindingColumn } from './findings.tsx'
import { findings, kindsLoaded, nextStep, sourcesAddUp } from './model.ts'
import { More } from './more.tsx'
import { OpenSample, RecentCases } from './recent-cases.tsx'
import './first.css'

/** The digits of the views, in the rail's order. */
const viewKeys = (): string[] =>
  registeredCommands().flatMap(({ keys }) => (keys !== undefined && /^\d$/.test(keys) ? [keys] : []))

const shortName = (name: string): string => name.replace(/ county$/i, '')

const countsInWords = ['No', 'One thing', 'Two things', 'Three things', 'Four things']

const Shortcuts = ({ description }: { readonly description: CaseDescription }) => {
  const handlers = useHandlers((state) => state.handlers)
  const { data: files = [] } = useSources()
  const { counts, session } = description
  const isOfAnalyst = isAnalyst(session.role)
  const entries = [
    {
      view: 'sources',
      title: 'Sources',
      words: `${plural(counts.files, 'file')}, ${sourcesAddUp(files) ? 'rows add up' : 'rows do not add up yet'}`,
    },
    {
      view: 'people',
      title: 'People',
      words: isOfAnalyst
        ? `${formatCount(counts.persons)}, and ${plural(counts.forReview, 'pair')} to review`
        : 'the three groups, in counts that may be released',
    },
    { view: 'lines', title: 'Lines', words: `${formatCount(counts.linesAccepted)} proposed` },
    {
      view: 'map',
      title: 'Map',
      words: isOfAnalyst ? 'hotspots, and areas' : 'areas, in counts that may be released',
    },
    {
      view: 'profile',
      title: 'Profile',
      words: !may(session.role, 'readsCounts')
        ? 'the editions that were released'
        : 'what may be released, as PDF and Word',
    },
  ] as const
  return (
    <section className="first-views" aria-label="Where to go">
      <h2 className="finding-title">Where to go</h2>
      <ul>
        {entries
          .filter(
            ({ view }) =>
              handlers.has(`go-${view}`) &&
              viewEntries.some((entry) => entry.name === view && isSeenBy(entry, session.role)),
          )
          .map((entry) => (
            <li key={entry.view}>
              <CommandButton
                name={`go-${entry.view}`}
                kind="link"
                className="first-view"
                words={entry.title}
              />
              <p className="second">{entry.words}</p>
            </li>
          ))}
      </ul>
    </section>
  )
}

/** What a role without rows reads instead of the findings. */
const ReleasedOnly = ({ description }: { readonly description: CaseDescription }) => {
  const { role } = description.session
  return (
    <p className="first-lead">
      You work as {roleWords[role].title.toLowerCase()}, which sees {roleWords[role].sees}: what is open to
      you stands below, and everything in it has passed the disclosure rules. If your work needs more, change
      the role at the top right; the log records it.
    </p>
  )
}

const Opened = ({ description }: { readonly description: CaseDescription }) => {
  const isOfAnalyst = isAnalyst(description.session.role)
  const lines = useLines()
  const groups = useGroups(null, null)
  const { data: files = [] } = useSources()
  const isWide = useIsWide()
  const isWorking = isOfAnalyst && (lines.isPending || groups.isPending)
  const found = isWorking ? [] : findings(lines.data?.lines ?? [], groups.data ?? null, isWide ? 4 : 3)
  const failed = isOfAnalyst ? [lines, groups].find((query) => query.error) : undefined
  const failure = failed ? readFailure(failed.error) : null
  const next = nextStep(description)
  return (
    <div className="first">
      <h1 className="first-title">
        {description.synthetic
          ? `This is ${shortName(description.name)}, a county that does not exist.`
          : description.name}
      </h1>
      {isOfAnalyst ? (
        <p className="first-lead">
          {files.length > 0
            ? `${plural(description.counts.files, 'file')} ${description.counts.files === 1 ? 'is' : 'are'} loaded: ${kindsLoaded(files)}. `
            : ''}
          {description.synthetic ? 'Nothing here is about a real person. ' : ''}
          {found.length > 0
            ? `${countsInWords[found.length]} in it ${found.length === 1 ? 'is' : 'are'} worth a click.`
            : isWorking
              ? 'Reading what is in it.'
              : failure
                ? ''
                : next.words}
        </p>
      ) : (
        <ReleasedOnly description={description} />
      )}
      {failure && failure.kind !== 'cancelled' ? (
        <Notice
          title={failure.happened}
          urgent
          actions={<Button onClick={() => void failed?.refetch()}>Try again</Button>}
        >
          {failure.next}
        </Notice>
      ) : null}
      {isOfAnalyst && found.length === 0 && !isWorking && !failure && next.view ? (
        <div className="view-controls first-next">
          <CommandButton name={`go-${next.view}`} kind="primary" words={next.action} />
        </div>
      ) : null}
      {found.length > 0 ? (
        <div className="findings">
          {found.map((finding) => (
            <FindingColumn key={finding.kind} finding={finding} />
          ))}
        </div>
      ) : null}
      {isWide && isOfAnalyst ? <More lines={lines.data?.lines ?? []} /> : null}
      <Shortcuts description={description} />
    </div>
  )
}

const First = () => {
  const query = useCase()
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
          A case is one file on this laptop. Nothing in it needs the network, and nothing is exported from it
          without a check.
        </p>
        {description ? (
          <div className="inspector-actions">
            <CommandButton name="new-case" kind={description.synthetic ? 'primary' : 'plain'} />
            <CommandButton name="open-case" />
            <CommandButton name="open-sample" />
          </div>
        ) : null}
      </section>
      <Section title="Bring what you have">
        <p className="second">
          Hubline finds the layout of a file; you can change what it guessed before a row is loaded.
        </p>
        <dl className="facts facts-words first-kinds">
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
            ['Go to a view', `1 to ${viewKeys().at(-1) ?? '1'}`],
            ['Rows behind a figure', 'Enter'],
            ['Undo', 'Ctrl Z'],
            ['Next part of the window', 'F6'],
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

export { First as Canvas, FirstInspector as Inspector }
