import { useCommand } from '../../commands/registry.ts'
import { useChoices } from '../../state/choices.ts'
import { showsFlows, useMapChoices } from '../../state/map-choices.ts'
import { Button } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'

/** What is drawn over the hexagons. */
export const ShowMenu = () => {
  const { shows, change } = useMapChoices()
  const areFlowsShown = useChoices((choices) => showsFlows(shows, choices))
  const toggleFlows = () => change({ shows: { ...shows, flows: !areFlowsShown } })
  const toggle = (what: 'points' | 'flowsInside' | 'stations') => () =>
    change({ shows: { ...shows, [what]: !shows[what] } })
  useCommand('map-points', toggle('points'))
  useCommand('map-flows', toggleFlows)
  useCommand('map-flows-inside', toggle('flowsInside'))
  useCommand('map-stations', toggle('stations'))
  return (
    <Menu
      label="Show on the map"
      trigger={<Button menu>Show</Button>}
      entries={[
        {
          words: 'Points',
          note: 'each position, larger where it holds more rows',
          checked: shows.points,
          onChoose: toggle('points'),
        },
        {
          words: 'Flows from outside',
          note: 'from home to where most were held',
          checked: areFlowsShown,
          onChoose: toggleFlows,
        },
        {
          words: 'Flows inside the area',
          note: 'the twelve largest',
          checked: shows.flowsInside,
          onChoose: toggle('flowsInside'),
        },
        {
          words: 'Railway stations',
          note: 'from closer up',
          checked: shows.stations,
          onChoose: toggle('stations'),
        },
      ]}
    />
  )
}
