import type { Line, LineDetail } from '../../../analysis/contract/index.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { useCommand } from '../../commands/registry.ts'
import { useDecideLine } from '../../engine/actions.ts'
import {
  useConcerns,
  useDaysInForce,
  useNarrowedLines,
  useRange,
  useRole,
  useShownLineId,
} from '../../engine/followed.ts'
import { useGroups, useLineDetail, useLines } from '../../engine/questions.ts'
import { useChoices } from '../../state/choices.ts'
import { aroundLine, useMapChoices } from '../../state/map-choices.ts'
import { listsGroup, narrowedWords, seesExactCounts } from '../../state/narrowing.ts'
import { usePeopleChoices } from '../../state/people-choices.ts'
import { groupName } from '../../text/cohort-groups.ts'
import { formatDay, laterOf } from '../../text/dates.ts'
import { isPassedOver, stateOf } from '../../text/line-state.ts'
import { formatCount, formatPhone, formatScore, plural } from '../../text/numbers.ts'
import { Answer } from '../../ui/answer.tsx'
import { Button } from '../../ui/button.tsx'
import { ReasonBars } from '../../ui/charts/contributions.tsx'
import { HourOfWeek } from '../../ui/charts/hours.tsx'
import { LineageChart } from '../../ui/charts/lineage.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Facts, InspectorHead, Section } from '../../ui/section.tsx'
import { addsUp, numberNow, numberWords, totalOfWeek } from './model.ts'

const LineHead = ({ line, detail }: { readonly line: Line; readonly detail: LineDetail | undefined }) => {
  const { decide, isPending } = useDecideLine()
  const waiting = isPending ? 'The last decision is being written.' : null
  useCommand(
    'accept-line',
    () => decide(line, 'accepted'),
    line.decision === 'accepted' ? 'Accepted already.' : waiting,
  )
  useCommand(
    'set-line-aside',
    () => decide(line, 'set-aside'),
    line.decision === 'set-aside' ? 'Set aside already.' : waiting,
  )
  useCommand(
    'ask-line-review',
    () => decide(line, 'review'),
    line.decision === 'review' ? 'Asked for already.' : waiting,
  )
  useCommand(
    'undecide-line',
    () => decide(line, null),
    line.decision === null ? 'Nothing is decided yet.' : waiting,
  )
  const now = detail?.lineage.at(-1)
  return (
    <InspectorHead
      glyph={<Glyph meaning="line" hollow={isPassedOver(line)} size={13} />}
      title={line.name}
      aside={`${stateOf(line)} ${formatScore(line.score)}`}
      facts={
        <>
          <span className="mono">{formatPhone(numberNow(line))}</span>
          {now ? ` since ${formatDay(now.firstSeen)}` : ''}; {numberWords(line.numbers.length)}
        </>
      }
      actions={
        <>
          <CommandButton name="accept-line" kind="primary" hideReason />
          <CommandButton name="set-line-aside" hideReason />
          <CommandButton name="ask-line-review" hideReason />
          {line.decision === null ? null : <CommandButton name="undecide-line" words="Withdraw" hideReason />}
        </>
      }
    />
  )
}

/** Where else the customers of the line are drawn. */
const SeeCustomers = ({ line }: { readonly line: Line }) => {
  const choose = useChoices((choices) => choices.choose)
  const changeMap = useMapChoices((choices) => choices.change)
  const { concerns } = useNarrowedLines()
  const { somebody, hexagon, days } = useConcerns()
  if (line.customers.length === 0) return null
  const within = concerns && somebody === null ? (concerns.get(line.line)?.customers ?? 0) : null
  return (
    <nav className="see-customers" aria-label={`Customers of ${line.name}`}>
      <span className="second">
        See its {plural(line.customers.length, 'customer')}
        {within === null
          ? ''
          : ` in all, ${formatCount(within)} ${narrowedWords({ hexagon: hexagon !== null, days })}`}
        :
      </span>
      <Button kind="link" onClick={() => choose({ view: 'network', lineId: line.line, number: null })}>
        Network
      </Button>
      <Button
        kind="link"
        onClick={() => {
          changeMap({ ...aroundLine, page: 'maps' })
          choose({ view: 'map', lineId: line.line, hexagon: null })
        }}
      >
        Map
      </Button>
      <Button
        kind="link"
        onClick={() => {
          usePeopleChoices.getState().change({ group: null, page: 'people' })
          choose({ view: 'people', lineId: line.line, personId: null, number: null })
        }}
      >
        People
      </Button>
      <span className="caption">
        Customers are numbers. People counts who holds them; the network draws the closest.
      </span>
    </nav>
  )
}

const Reasons = ({ detail }: { readonly detail: LineDetail }) => (
  <Section title={isPassedOver(detail) ? 'Why it was passed over' : 'Why it is here'} note="rows behind each">
    <ReasonBars
      title={`Reasons for ${detail.name}`}
      prior={detail.prior}
      score={detail.score}
      most={6}
      contributions={detail.reasons.map((reason) => ({
        id: reason.feature,
        words: reason.words,
        weight: reason.weight,
        rowCount: reason.rows,
        rows: { ask: 'lines.evidence', lineId: detail.line, feature: reason.feature },
      }))}
    />
    {addsUp(detail) ? null : (
      <p className="caption">Drawn to one decimal; the score also holds what is too small to draw.</p>
    )}
  </Section>
)

const Groups = ({ lineId }: { readonly lineId: string }) => {
  const isExact = seesExactCounts(useRole())
  const days = useDaysInForce()
  const query = useGroups(lineId, days?.to ?? null)
  return (
    <Answer query={query} of="the groups">
      {(cohorts) => (
        <Section title={`Customers by group on ${formatDay(cohorts.at)}`}>
          <Facts
            facts={cohorts.groups.map((group) => ({
              label: groupName(group.group),
              value:
                group.count === null ? (
                  'suppressed'
                ) : (
                  <Figure
                    of={`customers of the line: ${groupName(group.group)}`}
                    rows={
                      listsGroup(isExact, group.group)
                        ? { ask: 'people.table', lineId, group: group.group, at: cohorts.at }
                        : null
                    }
                  >
                    {formatCount(group.count)}
                  </Figure>
                ),
            }))}
          />
        </Section>
      )}
    </Answer>
  )
}

const Sections = ({ detail }: { readonly detail: LineDetail }) => {
  const range = useRange()
  const first = detail.lineage[0]?.firstSeen.slice(0, 10) ?? detail.firstSeen.slice(0, 10)
  const last = detail.lastSeen.slice(0, 10)
  return (
    <>
      <Reasons detail={detail} />
      <Section
        title="Lineage"
        note={detail.lineage.length > 1 ? 'share of rare contacts kept; dashed inferred' : 'one number'}
      >
        <LineageChart
          numbers={detail.lineage}
          from={range && range.from < first ? range.from : first}
          to={range ? laterOf(range.to, last) : last}
        />
      </Section>
      <Section title="Back to the rows">
        <Facts
          facts={detail.sources.map((source) => ({
            label: [source.file, source.sheet].filter(Boolean).join(', '),
            value: (
              <Figure
                of={`${detail.name} in ${source.file}`}
                rows={{ ask: 'lines.evidence', lineId: detail.line, fileId: source.fileId }}
              >
                {plural(source.rows, 'row')}
              </Figure>
            ),
          }))}
        />
      </Section>
      <Section title="Who runs it">
        {detail.roles.length === 0 ? (
          <p className="small second">
            Not known. No number around the line acts as holder, runner or upstream.
          </p>
        ) : (
          <Facts
            facts={detail.roles.map((role) => ({
              label: (
                <>
                  <span className="mono">{formatPhone(role.number)}</span> {role.role}; {role.words}
                </>
              ),
              value: (
                <Figure
                  of={`${role.role} ${formatPhone(role.number)}`}
                  rows={{ ask: 'lines.evidence', lineId: detail.line, number: role.number }}
                >
                  {formatScore(role.confidence)}
                </Figure>
              ),
            }))}
          />
        )}
      </Section>
      <Groups lineId={detail.line} />
      <Section
        title="When it works"
        note={plural(totalOfWeek(detail.week), 'text and call', 'texts and calls')}
      >
        <HourOfWeek title={`When ${detail.name} works`} week={detail.week} />
      </Section>
    </>
  )
}

export const LineInspector = () => {
  const lineId = useShownLineId()
  const lines = useLines()
  const detail = useLineDetail(lineId)
  const line = lines.data?.lines.find((candidate) => candidate.line === lineId)
  if (!line) {
    return (
      <p className="answer-state second">Choose a line to see why it is here, its numbers and its rows.</p>
    )
  }
  return (
    <>
      <LineHead line={line} detail={detail.data} />
      <SeeCustomers line={line} />
      <Answer query={detail} of={`what is known of ${line.name}`}>
        {(answer) => <Sections detail={answer} />}
      </Answer>
    </>
  )
}
