import { useFunnel } from '../../engine/funnel.ts'
import { formatShare } from '../../text/numbers.ts'
import { Facts, InspectorHead, Section } from '../../ui/section.tsx'
import { shareBy } from './model.ts'

/** The shares at 28 and 90 days, and how to read them. */
export const JourneysInspector = () => {
  const { data: funnel } = useFunnel()
  return (
    <>
      <InspectorHead
        title="How to read this"
        facts="A person is followed from the first arrest in the chosen days. Where one step ends and the next has not begun is where people are lost."
      />
      {(funnel?.curves ?? []).map((curve) => (
        <Section key={curve.of} title={curve.words} note={`${curve.people.toLocaleString('en-GB')} followed`}>
          <Facts
            facts={[28, 90, 180].map((day) => ({
              label: `In treatment by day ${day}`,
              value: formatShare(shareBy(curve, day)),
              strong: day === 90,
            }))}
          />
          <p className="small second">
            Still followed:{' '}
            {curve.atRisk
              .filter(({ day }) => day > 0)
              .map(({ day, people }) => `${people.toLocaleString('en-GB')} on day ${day}`)
              .join(', ')}
            .
          </p>
        </Section>
      ))}
      <Section title="What this cannot say">
        <p className="small second">
          That somebody began treatment after an arrest does not say that the arrest brought them there.
          Arrests and tests follow police activity. Treatment by services whose records are not loaded is not
          seen, and a person whose records were not joined counts as not in treatment.
        </p>
      </Section>
    </>
  )
}
