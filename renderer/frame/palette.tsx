import { Command as Palette } from 'cmdk'
import { Dialog as RadixDialog } from 'radix-ui'
import { useRef, useState } from 'react'
import type { SearchHit } from '../../analysis/contract/index.ts'
import {
  type Command,
  commandGroups,
  registeredCommands,
  useCommand,
  useHandlers,
} from '../commands/registry.ts'
import { readFailure } from '../engine/failures.ts'
import { useSearch } from '../engine/questions.ts'
import { type Choices, useChoices } from '../state/choices.ts'
import { withUkNumbers } from '../text/numbers.ts'
import { Glyph, type Meaning } from '../ui/glyph.tsx'
import { followingView, landInCanvas } from './regions.ts'
import './palette.css'

const meanings: Record<SearchHit['kind'], Meaning | null> = {
  number: null,
  line: 'line',
  person: 'person',
  file: null,
  area: 'place',
}

/** Where a hit leads: the view that shows it, with it chosen. */
const choiceFor = (hit: SearchHit): Partial<Choices> => {
  switch (hit.kind) {
    case 'line':
      return { view: 'lines', lineId: hit.id }
    case 'person':
      return { view: 'people', personId: hit.id }
    case 'number':
      return { view: 'people', personId: null, number: hit.id }
    case 'file':
      return { view: 'sources', fileId: Number(hit.id) }
    case 'area':
      return { view: 'people' }
  }
}

const kindWords: Record<SearchHit['kind'], string> = {
  number: 'number',
  line: 'line',
  person: 'person',
  file: 'file',
  area: 'area',
}

/** What the case holds under the words that were typed. */
const SearchHits = ({
  hits,
  onChoose,
}: {
  readonly hits: readonly SearchHit[]
  readonly onChoose: (hit: SearchHit) => void
}) => (
  <Palette.Group heading="In this case">
    {hits.map((hit) => {
      const meaning = meanings[hit.kind]
      return (
        <Palette.Item
          key={`${hit.kind} ${hit.id}`}
          value={`${hit.kind} ${hit.id}`}
          className="palette-item"
          onSelect={() => onChoose(hit)}
        >
          {meaning ? <Glyph meaning={meaning} /> : <span className="palette-shape" />}
          <strong>{withUkNumbers(hit.title)}</strong>
          <span className="second">{withUkNumbers(hit.words)}</span>
          <span className="caption palette-kind">{kindWords[hit.kind]}</span>
        </Palette.Item>
      )
    })}
  </Palette.Group>
)

const CommandItem = ({
  command,
  onChoose,
}: {
  readonly command: Command
  readonly onChoose: (command: Command) => void
}) => {
  const whyNot = useHandlers((state) => state.handlers.get(command.name)?.whyNot ?? null)
  return (
    <Palette.Item
      value={command.name}
      className="palette-item"
      disabled={whyNot !== null}
      onSelect={() => onChoose(command)}
    >
      <span className="palette-shape" />
      <span>{command.words}</span>
      {whyNot ? <span className="second">{whyNot}</span> : null}
      {command.keys ? <kbd className="kbd palette-kind">{command.keys.replaceAll('+', ' ')}</kbd> : null}
    </Palette.Item>
  )
}

/** The commands that can be given now and go by the words that were typed. */
const useCommandsFor = (text: string): readonly Command[] => {
  const handlers = useHandlers((state) => state.handlers)
  const wanted = text.trim().toLowerCase()
  return registeredCommands().filter(
    (command) =>
      handlers.has(command.name) &&
      command.name !== 'find' &&
      (wanted === '' || `${command.words} ${command.alsoKnownAs ?? ''}`.toLowerCase().includes(wanted)),
  )
}

interface PaletteListProps {
  readonly text: string
  readonly onHit: (hit: SearchHit) => void
  readonly onCommand: (command: Command) => void
}

const PaletteList = ({ text, onHit, onCommand }: PaletteListProps) => {
  const search = useSearch(text)
  const hits = text.trim().length >= 2 ? (search.data ?? []) : []
  const commands = useCommandsFor(text)
  return (
    <Palette.List className="palette-list">
      {search.error ? (
        <p className="palette-note">{readFailure(search.error).happened}</p>
      ) : hits.length === 0 && commands.length === 0 ? (
        <p className="palette-note">
          Nothing is called that. Try the end of a number, or another spelling of the name.
        </p>
      ) : null}
      {hits.length > 0 ? <SearchHits hits={hits} onChoose={onHit} /> : null}
      {commandGroups.map((group) => {
        const inGroup = commands.filter((command) => command.group === group)
        return inGroup.length === 0 ? null : (
          <Palette.Group key={group} heading={group}>
            {inGroup.map((command) => (
              <CommandItem key={command.name} command={command} onChoose={onCommand} />
            ))}
          </Palette.Group>
        )
      })}
    </Palette.List>
  )
}

export const PaletteDialog = () => {
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const choose = useChoices((choices) => choices.choose)
  const hasLanded = useRef(false)
  const cameFrom = useRef<HTMLElement | null>(null)
  useCommand('find', () => {
    setText('')
    hasLanded.current = false
    cameFrom.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
    setOpen(true)
  })
  const goTo = (hit: SearchHit) => {
    hasLanded.current = true
    choose(choiceFor(hit))
    setOpen(false)
  }
  const give = (command: Command) => {
    setOpen(false)
    setTimeout(() => {
      const run = useHandlers.getState().handlers.get(command.name)?.run
      if (run) hasLanded.current = followingView(run)
    }, 0)
  }
  return (
    <RadixDialog.Root open={isOpen} onOpenChange={setOpen}>
      <RadixDialog.Portal>
        <RadixDialog.Content
          className="palette"
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            if (hasLanded.current) landInCanvas()
            else if (!document.querySelector('[role="dialog"]')) cameFrom.current?.focus()
          }}
        >
          <RadixDialog.Title className="unseen">Find or command</RadixDialog.Title>
          <Palette label="Find or command" shouldFilter={false} loop>
            <Palette.Input
              className="palette-input"
              placeholder="A number, a person, a line, a file or a command"
              value={text}
              onValueChange={setText}
            />
            <PaletteList text={text} onHit={goTo} onCommand={give} />
          </Palette>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}
