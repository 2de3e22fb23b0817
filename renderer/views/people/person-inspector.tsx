import type { PersonDetail } from '../../../analysis/contract/index.ts'
import { useHandlers } from '../../commands/registry.ts'
import { useDaysInForce } from '../../engine/followed.ts'
import { useCase, useLines, usePeopleTable, usePerson } from '../../engine/questions.ts'
import { useChoices } from '../../state/choices.ts'
import { isAnalyst } from '../../state/narrowing.ts'
import { groupMeaning, groupName, groupOrder, groupWords } from '../../text/cohort-groups.ts'
import { formatDay, formatFullDay, formatShortRange, withWrittenDays } from '../../text/dates.ts'
import { kindInSentence } from '../../text/kinds.ts'
import { formatCount, formatPhone, formatScore, plural } from '../../text/numbers.ts'
import { Answer } from '../../ui/answer.tsx'
import { Button } from '../../ui/button.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Facts, InspectorHead, Section } from '../../ui/section.tsx'
import { linesOfNumber, recordKinds } from './model.ts'

const Links = ({ detail }: { readonly detail: PersonDetail }) => (
  <Section
    title="Why these are one person"
    note={detail.links.length > 0 ? plural(detail.links.length, 'match', 'matches') : undefined}
  >
    {detail.links.length === 0 ? (
      <p className="small second">
        {detail.records.length === 1
          ? 'One record only; nothing was joined.'
          : 'The records carry the same id; nothing was inferred.'}
      </p>
    ) : (
      <ul className="links">
        {detail.links.map((link) => (
          <li key={`${link.left} ${link.right} ${link.rule}`} className="link">
            <p>
              <strong>{link.words}</strong>
            </p>
            <p className="small second">
              <span className="mono">{link.left}</span> and <span className="mono">{link.right}</span>
            </p>
            {link.agrees.length > 0 ? <p className="small">Agree: {link.agrees.join(', ')}</p> : null}
            {link.differs.length > 0 ? <p className="small">Differ: {link.differs.join(', ')}</p> : null}
          </li>
        ))}
      </ul>
    )}
  </Section>
)

const Numbers = ({ detail }: { readonly detail: PersonDetail }) => {
  const choose = useChoices((choices) => choices.choose)
  return (
    <Section title="Numbers" note={detail.numbers.length > 0 ? 'how sure each is' : undefined}>
      {detail.numbers.length === 0 ? (
        <p className="small second">No source ties a number to this person.</p>
      ) : (
        <ul className="links">
          {detail.numbers.map((number) => (
            <li key={number.number} className="link">
              <p className="link-head">
                <span className="mono">{formatPhone(number.number)}</span>
                <span>{formatScore(number.confidence)}</span>
              </p>
              <p className="small second">
                {number.because}
                {number.from && number.to ? `, ${formatShortRange(number.from, number.to)}` : ''}
              </p>
              {number.lines.map((line) => (
                <p key={line.lineId} className="link-line">
                  <Glyph meaning="line" size={10} />
                  <Button
                    kind="link"
                    onClick={() => choose({ view: 'lines', lineId: line.lineId, number: number.number })}
                  >
                    Customer of {line.name}
                  </Button>
                  <Figure
                    of={`${line.name} and ${formatPhone(number.number)}`}
                    rows={{ ask: 'lines.evidence', lineId: line.lineId, number: number.number }}
                  >
                    rows
                  </Figure>
                </p>
              ))}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

const Records = ({ detail }: { readonly detail: PersonDetail }) => (
  <Section title="Records" note={plural(detail.records.length, 'row')}>
    <ul className="links">
      {detail.records.map((record) => (
        <li key={`${record.fileId} ${record.row} ${record.kind}`} className="link">
          <p className="link-head">
            <span>{record.withheld ? 'Withheld from this role' : record.words}</span>
            <span className="second">{record.at ? formatDay(record.at) : 'no date'}</span>
          </p>
          <p className="small second">
            {record.kind.replaceAll('-', ' ')}; {record.file}, row {record.row}
            {record.withheld ? '' : `, ${record.recordId}`}
          </p>
        </li>
      ))}
    </ul>
  </Section>
)

const Person = ({ detail }: { readonly detail: PersonDetail }) => (
  <>
    <InspectorHead
      glyph={<Glyph meaning="person" />}
      title={detail.title}
      aside={plural(detail.records.length, 'record')}
      facts={recordKinds(detail)
        .map(({ kind, count }) => `${count} from ${kindInSentence(kind)}`)
        .join(', ')}
    />
    {detail.withheld ? <Notice>Whether services know this person is not shown to this role.</Notice> : null}
    <Section title="Group">
      <p>{groupWords(detail.withheld ? '' : detail.group).replace(/^./, (letter) => letter.toUpperCase())}</p>
      <p className="small second">{withWrittenDays(detail.groupBecause)}</p>
    </Section>
    {detail.facts.length > 0 ? (
      <Section title="What the sources say">
        <Facts
          facts={detail.facts.map((fact) => ({
            label: fact.label,
            value: (
              <>
                {fact.value}
                <span className="caption fact-sources">{fact.sources.join(', ')}</span>
              </>
            ),
          }))}
        />
      </Section>
    ) : null}
    <Links detail={detail} />
    <Numbers detail={detail} />
    <Records detail={detail} />
  </>
)

const ChosenNumber = ({ number }: { readonly number: string }) => {
  const choose = useChoices((choices) => choices.choose)
  const at = useDaysInForce()?.to ?? null
  const { data: found } = useLines()
  const query = usePeopleTable({ lineId: null, group: 'unattributed', at, population: 'customers' })
  const isUnattributed = query.data?.some((row) => row.subject === number)
  const { own, bought } = linesOfNumber(found?.lines ?? [], number)
  return (
    <>
      <InspectorHead glyph={<Glyph meaning="person" hollow />} title={formatPhone(number)} facts="a number" />
      <Section title="Who holds it">
        <p className="small second">
          {isUnattributed
            ? 'No custody, treatment, programme or other record gives this number. It is counted apart, so that it is not mistaken for somebody whom no service knows.'
            : query.isPending
              ? 'Reading the numbers.'
              : 'It is not among the customers’ numbers that nobody is tied to.'}
        </p>
      </Section>
      <Section title="Lines">
        {own.length + bought.length === 0 ? (
          <p className="small second">Not the number of a candidate line, and not a customer of one.</p>
        ) : null}
        {own.map((line) => (
          <p key={line.line} className="link-line">
            <Glyph meaning="line" size={10} />
            <Button kind="link" onClick={() => choose({ view: 'lines', lineId: line.line })}>
              Number of {line.name}
            </Button>
          </p>
        ))}
        {bought.map((line) => (
          <p key={line.line} className="link-line">
            <Glyph meaning="line" size={10} />
            <Button kind="link" onClick={() => choose({ view: 'lines', lineId: line.line })}>
              Customer of {line.name}
            </Button>
            <Figure
              of={`${line.name} and ${formatPhone(number)}`}
              rows={{ ask: 'lines.evidence', lineId: line.line, number }}
            >
              rows
            </Figure>
          </p>
        ))}
      </Section>
    </>
  )
}

const NobodyChosen = ({ at }: { readonly at: string | null }) => {
  const { data: description } = useCase()
  const isOfAnalyst = description !== null && description !== undefined && isAnalyst(description.session.role)
  const counts = isOfAnalyst ? description.counts : null
  const review = useHandlers((state) => state.handlers.get('review-people'))
  return (
    <>
      <InspectorHead
        title={isOfAnalyst ? 'Nobody chosen' : 'Three groups'}
        facts={
          isOfAnalyst
            ? `Choose a row to see a person’s records and why they were joined, or a number and whose customer it is${at ? `, by ${formatFullDay(at)}` : ''}.`
            : 'This role sees how many, and not who.'
        }
      />
      {counts ? (
        <Section title="Washing: how records became people">
          <Facts
            facts={[
              { label: 'Records of people', value: formatCount(counts.records) },
              { label: 'Joined into', value: plural(counts.persons, 'person', 'people'), strong: true },
              {
                label: 'Pairs waiting for a decision',
                value:
                  counts.forReview > 0 && review ? (
                    <Button kind="link" onClick={review.run}>
                      Review {formatCount(counts.forReview)}
                    </Button>
                  ) : (
                    formatCount(counts.forReview)
                  ),
              },
            ]}
          />
          <p className="small second">
            Two records are one person when their ids, or enough of name, date of birth, sex and area, agree.
            A pair that is close and not close enough waits for you; until then it stays two people.
          </p>
        </Section>
      ) : null}
      <Section title="How to read the groups">
        <dl className="group-guide">
          {groupOrder.map((group) => (
            <div key={group}>
              <dt>{groupName(group)}</dt>
              <dd className="small second">{groupMeaning(group)}</dd>
            </div>
          ))}
        </dl>
        <p className="small second">
          Nobody is counted twice. A number that nobody is tied to is not a person whom no service knows: its
          holder may be in any group.
        </p>
      </Section>
    </>
  )
}

export const PersonInspector = () => {
  const personId = useChoices((choices) => choices.personId)
  const number = useChoices((choices) => choices.number)
  const at = useDaysInForce()?.to ?? null
  const query = usePerson(personId, at)
  if (personId === null && number !== null) return <ChosenNumber number={number} />
  if (personId === null) return <NobodyChosen at={at} />
  return (
    <Answer query={query} of="this person">
      {(detail) => <Person detail={detail} />}
    </Answer>
  )
}
