import { type RefObject, useEffect, useRef } from 'react'
import { Group, Panel, type PanelImperativeHandle, Separator } from 'react-resizable-panels'
import type { CaseDescription, Role } from '../../analysis/contract/index.ts'
import { useKeyboard } from '../commands/keys.ts'
import { readFailure } from '../engine/failures.ts'
import { useCase } from '../engine/questions.ts'
import { useChoices } from '../state/choices.ts'
import { useLayout } from '../state/layout.ts'
import { isAnalyst } from '../state/narrowing.ts'
import { Answer } from '../ui/answer.tsx'
import { Button } from '../ui/button.tsx'
import { JobsStrip } from '../ui/jobs-strip.tsx'
import { Notice } from '../ui/notice.tsx'
import { useIsSmall, useIsWide } from '../ui/size.ts'
import { AnnouncementStrip } from './announcement-strip.tsx'
import { ClosedView } from './closed-view.tsx'
import { FollowBar } from './follow-bar.tsx'
import { KeysDialog } from './keys-dialog.tsx'
import { NoticesStrip } from './notices-strip.tsx'
import { PaletteDialog } from './palette.tsx'
import { Rail } from './rail.tsx'
import { followingView } from './regions.ts'
import { RowsDrawer } from './rows-drawer.tsx'
import { Timeline } from './timeline.tsx'
import { TopBar } from './top-bar.tsx'
import { Tour } from './tour.tsx'
import { isSeenBy, type View, viewEntries } from './view.ts'
import { useOtherViews, useRailEntries, useView, useViewParts } from './views.ts'
import './commands.ts'
import './frame.css'
import './guidance.css'
import './small.css'

const foldedTimeline = 44

const rememberSize = (
  panel: RefObject<PanelImperativeHandle | null>,
  key: 'inspectorWidth' | 'timelineHeight',
) => {
  requestAnimationFrame(() => {
    const size = panel.current?.getSize().inPixels
    if (size === undefined) return
    const { change } = useLayout.getState()
    if (key === 'inspectorWidth' && size >= 280 && size <= 560) change({ inspectorWidth: Math.round(size) })
    if (key === 'timelineHeight' && size >= foldedTimeline && size <= 400)
      change({ timelineHeight: Math.round(size) })
  })
}

const nameOfView = ({ name }: View): string => {
  const words = viewEntries.find((entry) => entry.name === name)?.words
  return words ? `the ${words.toLowerCase()} view` : 'the first screen'
}

interface OpenView {
  readonly view: View
  readonly description: CaseDescription | null
  readonly role: Role | undefined
}

const LoadedCanvas = ({ view, role }: Pick<OpenView, 'view' | 'role'>) => {
  const parts = useViewParts(view)
  useOtherViews(parts.isSuccess)
  return (
    <Answer query={parts} of={nameOfView(view)}>
      {(loaded) => <loaded.Canvas key={`${view.name} ${role}`} />}
    </Answer>
  )
}

const Canvas = ({ view, description, role }: OpenView) => {
  const query = useCase()
  const { railFolded } = useLayout()
  const isSmall = useIsSmall()
  const failure = query.error ? readFailure(query.error) : null
  const entries = useRailEntries()
  const closed = useClosedEntry(view, role)
  return (
    <section className="canvas" data-region="canvas" aria-label="Canvas" tabIndex={-1}>
      <NoticesStrip description={description} />
      <Tour />
      {description && !failure ? <FollowBar /> : null}
      {failure ? (
        <div className="answer-state">
          <Notice
            title={failure.happened}
            urgent
            actions={<Button onClick={() => void query.refetch()}>Try again</Button>}
          >
            {failure.next}
          </Notice>
        </div>
      ) : closed && role ? (
        <ClosedView entry={closed} entries={entries} role={role} />
      ) : (
        <LoadedCanvas view={view} role={role} />
      )}
      <JobsStrip />
      <AnnouncementStrip of={railFolded || isSmall ? 'all' : 'urgent'} />
    </section>
  )
}

const Inspector = ({ view, role }: OpenView) => {
  const { data: loaded } = useViewParts(view)
  return (
    <section
      className="inspector"
      aria-label="Inspector"
      data-region="inspector"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
    >
      {loaded ? <loaded.Inspector key={`${view.name} ${role}`} /> : null}
    </section>
  )
}

/** The rail's entry of a view that the role may not see. */
const useClosedEntry = (view: View | undefined, role: Role | undefined) =>
  useRailEntries().find((entry) => entry.name === view?.name && role !== undefined && !isSeenBy(entry, role))

/** The canvas and, beside it or under it in a small window, the inspector. */
const Upper = (open: OpenView & { readonly hasInspector: boolean; readonly inspectorWidth: number }) => {
  const isSmall = useIsSmall()
  const panel = useRef<PanelImperativeHandle | null>(null)
  const { inspectorWidth } = open
  useEffect(() => {
    if (!isSmall) panel.current?.resize(inspectorWidth)
  }, [inspectorWidth, isSmall])
  return (
    <Group
      key={isSmall ? 'small' : 'wide'}
      className="frame-upper"
      orientation={isSmall ? 'vertical' : 'horizontal'}
      onLayoutChanged={(_, { isUserInteraction }) => {
        if (isUserInteraction && !isSmall) rememberSize(panel, 'inspectorWidth')
      }}
    >
      <Panel id="canvas" minSize={360}>
        <Canvas {...open} />
      </Panel>
      {open.hasInspector ? (
        <>
          <Separator
            className="frame-divide"
            aria-label={isSmall ? 'Height of the inspector' : 'Width of the inspector'}
          />
          <Panel
            id="inspector"
            panelRef={panel}
            defaultSize={isSmall ? 380 : inspectorWidth}
            minSize={280}
            maxSize={560}
            groupResizeBehavior="preserve-pixel-size"
          >
            <Inspector {...open} />
          </Panel>
        </>
      ) : null}
    </Group>
  )
}

/** Everything beside the rail: the open view above, and the timeline where the role has one. */
const Work = (open: OpenView & { readonly hasInspector: boolean }) => {
  const { view, description, role } = open
  const layout = useLayout()
  const isWide = useIsWide()
  const panel = useRef<PanelImperativeHandle | null>(null)
  const isFolded = view.timeline !== 'open' || layout.timelineFolded || !description?.days
  const height = isFolded ? foldedTimeline : (layout.timelineHeight ?? (isWide ? 168 : 136))
  // biome-ignore lint/correctness/useExhaustiveDependencies: unfolding changes the panel's limits, and they must be in force first
  useEffect(() => {
    const frame = requestAnimationFrame(() => panel.current?.resize(height))
    return () => cancelAnimationFrame(frame)
  }, [height, isFolded])
  return (
    <Group
      className="frame-upper"
      orientation="vertical"
      onLayoutChanged={(_, { isUserInteraction }) => {
        if (isUserInteraction && !isFolded) rememberSize(panel, 'timelineHeight')
      }}
    >
      <Panel id="upper" minSize={200}>
        <Upper {...open} inspectorWidth={layout.inspectorWidth ?? (isWide ? 420 : 316)} />
      </Panel>
      {role !== undefined && isAnalyst(role) ? (
        <>
          <Separator className="frame-divide" disabled={isFolded} aria-label="Height of the timeline" />
          <Panel
            id="timeline"
            panelRef={panel}
            defaultSize={height}
            minSize={isFolded ? foldedTimeline : 96}
            maxSize={isFolded ? foldedTimeline : 400}
            groupResizeBehavior="preserve-pixel-size"
          >
            <section className="frame-timeline" aria-label="Timeline" data-region="timeline" tabIndex={-1}>
              <Timeline isFolded={isFolded} height={height} />
            </section>
          </Panel>
        </>
      ) : null}
    </Group>
  )
}

export const Frame = () => {
  useKeyboard(followingView)
  const isSmall = useIsSmall()
  const query = useCase()
  const name = useChoices((choices) => choices.view)
  const railFolded = useLayout((layout) => layout.railFolded)
  const first = useView('first')
  const view = useView(name) ?? first
  const description = query.data ?? null
  const role = description?.session.role
  const closed = useClosedEntry(view, role)
  useEffect(() => {
    document.title = description ? `${description.name} - Hubline` : 'Hubline'
  }, [description])
  return (
    <div className={`frame${railFolded || isSmall ? ' frame-narrow' : ''}${isSmall ? ' frame-small' : ''}`}>
      <Rail description={description} />
      <TopBar description={description} />
      <main className="frame-work">
        {view ? (
          <Work view={view} description={description} role={role} hasInspector={!query.error && !closed} />
        ) : null}
      </main>
      <PaletteDialog />
      <KeysDialog />
      <RowsDrawer />
    </div>
  )
}
