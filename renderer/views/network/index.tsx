import { CommandButton } from '../../commands/command-button.tsx'
import { useCase, useLines } from '../../engine/questions.ts'
import { useChoices } from '../../state/choices.ts'
import { withWrittenDays } from '../../text/dates.ts'
import { formatPhone } from '../../text/numbers.ts'
import { Answer } from '../../ui/answer.tsx'
import { Button, Segments } from '../../ui/button.tsx'
import { addFiles, Empty } from '../../ui/empty.tsx'
import { ViewHeader } from '../../ui/section.tsx'
import { type Point, scopeSentence, withPhones } from './model.ts'
import { NetworkDrawing } from './network-canvas.tsx'
import { useNetworkChoices } from './network-choices.ts'
import { NetworkInspector } from './network-inspector.tsx'
import { useAround, useScope, useStart } from './use-network.ts'
import './network.css'

/** Another arrangement moves everybody but those that are pinned. */
const keptPlaces = (pinned: readonly string[], moved: Readonly<Record<string, Point>>) =>
  Object.fromEntries(Object.entries(moved).filter(([id]) => pinned.includes(id)))

const Controls = ({ hasNodes }: { readonly hasNodes: boolean }) => {
  const { unit, arrangement, shows, isLasso, pinned, moved, change } = useNetworkChoices()
  return (
    <>
      {hasNodes ? (
        <>
          <Segments
            label="What is drawn"
            value={shows}
            onChange={(value) => change({ shows: value })}
            choices={[
              { value: 'picture', words: 'Picture' },
              { value: 'table', words: 'Table' },
            ]}
          />
          <Segments
            label="Arrangement"
            value={arrangement}
            onChange={(value) => change({ arrangement: value, moved: keptPlaces(pinned, moved) })}
            choices={[
              { value: 'rings', words: 'Rings' },
              { value: 'communities', words: 'Communities' },
            ]}
          />
        </>
      ) : null}
      <Segments
        label="Nodes are"
        value={unit}
        onChange={(value) =>
          change({
            unit: value,
            expand: [],
            hidden: [],
            pinned: [],
            picked: [],
            path: null,
            moved: {},
            naming: null,
          })
        }
        choices={[
          { value: 'numbers', words: 'Numbers' },
          { value: 'people', words: 'People' },
        ]}
      />
      {hasNodes ? <CommandButton name="network-lasso" pressed={isLasso} hideReason /> : null}
    </>
  )
}

const Network = () => {
  const start = useStart()
  const around = useAround()
  const lines = useLines()
  const hidden = useNetworkChoices((choices) => choices.hidden)
  const files = useCase().data?.counts.files
  const setRange = useChoices((choices) => choices.choose)
  const scope = useScope()
  const isNarrowed = scope.range !== undefined || scope.cell !== undefined
  const drawnHidden = around.data ? around.data.nodes.filter(({ node }) => hidden.includes(node)).length : 0
  const hasNodes = (around.data?.nodes.length ?? 0) > 0
  return (
    <>
      <ViewHeader
        title={around.data ? `Around ${formatPhone(around.data.title)}` : 'Network'}
        scope={around.data && hasNodes ? scopeSentence(around.data, drawnHidden) : ''}
      >
        <Controls hasNodes={hasNodes} />
      </ViewHeader>
      <Answer
        query={around}
        of="the network"
        notChosen={
          start === null && lines.data?.lines.length === 0 ? (
            <Empty
              title="No line is found yet."
              next={files === 0 ? addFiles : { view: 'lines', words: 'Find lines in Lines' }}
            >
              The network starts from a line, a number or a person. Load phones and call records and find
              lines, or choose a number or a person with Ctrl K.
            </Empty>
          ) : (
            'Choose a line, a number or a person: the network is drawn round it.'
          )
        }
        isEmpty={(found) => found.nodes.length === 0}
        empty={
          <div className="network-none">
            <p>{around.data?.notes.map((note) => withWrittenDays(withPhones(note))).join(' ')}</p>
            {isNarrowed ? (
              <Button onClick={() => setRange({ range: null, brush: null, hexagon: null })}>
                Show all days and places
              </Button>
            ) : null}
          </div>
        }
      >
        {(found) => <NetworkDrawing around={found} />}
      </Answer>
    </>
  )
}

export { Network as Canvas, NetworkInspector as Inspector }
