import { type RefObject, useEffect, useRef } from 'react'
import { Group, Panel, type PanelImperativeHandle, Separator } from 'react-resizable-panels'
import { useKeyboard } from '../commands/keys.ts'
import { readFailure } from '../engine/failures.ts'
import { useCase } from '../engine/questions.ts'
import { useChoices } from '../state/choices.ts'
import { useLayout } from '../state/layout.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { AnnouncementStrip } from './announcement-strip.tsx'
import { ClosedView } from './closed-view.tsx'
import { FollowBar } from './follow-bar.tsx'
import { JobsStrip } from './jobs-strip.tsx'
import { KeysDialog } from './keys-dialog.tsx'
import { NoticesStrip } from './notices-strip.tsx'
import { PaletteDialog } from './palette.tsx'
import { Rail } from './rail.tsx'
import { followingView } from './regions.ts'
import { RowsDrawer } from './rows-drawer.tsx'
import { useIsSmall, useIsWide } from './screen.ts'
import { Timeline } from './timeline.tsx'
import { TopBar } from './top-bar.tsx'
import { Tour } from './tour.tsx'
import { isAnalyst, isSeenBy } from './view.ts'
import { entries, views } from './views.ts'
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

export const Frame = () => {
  useKeyboard(followingView)
  const isWide = useIsWide()
  const isSmall = useIsSmall()
  const query = useCase()
  const job = useChoices((choices) => choices.job)
  const layout = useLayout()
  const inspectorPanel = useRef<PanelImperativeHandle | null>(null)
  const timelinePanel = useRef<PanelImperativeHandle | null>(null)
  const view = views.find((candidate) => candidate.job === job) ?? views.find(({ job }) => job === 'first')
  const description = query.data ?? null
  const isFolded = view?.timeline !== 'open' || layout.timelineFolded || !description?.days
  const timelineHeight = isFolded ? foldedTimeline : (layout.timelineHeight ?? (isWide ? 168 : 136))
  const inspectorWidth = layout.inspectorWidth ?? (isWide ? 420 : 316)
  // biome-ignore lint/correctness/useExhaustiveDependencies: unfolding changes the panel's limits, and they must be in force first
  useEffect(() => {
    const frame = requestAnimationFrame(() => timelinePanel.current?.resize(timelineHeight))
    return () => cancelAnimationFrame(frame)
  }, [timelineHeight, isFolded])
  useEffect(() => {
    if (!isSmall) inspectorPanel.current?.resize(inspectorWidth)
  }, [inspectorWidth, isSmall])
  useEffect(() => {
    document.title = description ? `${description.name} - Hubline` : 'Hubline'
  }, [description])
  const failure = query.error ? readFailure(query.error) : null
  const role = description?.session.role
  const closed = role ? entries.find((entry) => entry.job === view?.job && !isSeenBy(entry, role)) : undefined
  const hasTimeline = role !== undefined && isAnalyst(role)
  return (
    <div
      className={`frame${layout.railFolded || isSmall ? ' frame-narrow' : ''}${isSmall ? ' frame-small' : ''}`}
    >
      <Rail description={description} />
      <TopBar description={description} />
      <main className="frame-work">
        <Group
          className="frame-upper"
          orientation="vertical"
          onLayoutChanged={(_, { isUserInteraction }) => {
            if (isUserInteraction && !isFolded) rememberSize(timelinePanel, 'timelineHeight')
          }}
        >
          <Panel id="upper" minSize={200}>
            <Group
              key={isSmall ? 'small' : 'wide'}
              className="frame-upper"
              orientation={isSmall ? 'vertical' : 'horizontal'}
              onLayoutChanged={(_, { isUserInteraction }) => {
                if (isUserInteraction && !isSmall) rememberSize(inspectorPanel, 'inspectorWidth')
              }}
            >
              <Panel id="canvas" minSize={360}>
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
                  ) : view ? (
                    <view.Canvas key={`${view.job} ${role}`} />
                  ) : null}
                  <JobsStrip />
                  <AnnouncementStrip of={layout.railFolded || isSmall ? 'all' : 'urgent'} />
                </section>
              </Panel>
              {view?.Inspector && !failure && !closed ? (
                <>
                  <Separator
                    className="frame-divide"
                    aria-label={isSmall ? 'Height of the inspector' : 'Width of the inspector'}
                  />
                  <Panel
                    id="inspector"
                    panelRef={inspectorPanel}
                    defaultSize={isSmall ? 380 : inspectorWidth}
                    minSize={280}
                    maxSize={560}
                    groupResizeBehavior="preserve-pixel-size"
                  >
                    <section
                      className="inspector"
                      aria-label="Inspector"
                      data-region="inspector"
                      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
                      tabIndex={0}
                    >
                      <view.Inspector key={`${view.job} ${role}`} />
                    </section>
                  </Panel>
                </>
              ) : null}
            </Group>
          </Panel>
          {hasTimeline ? (
            <>
              <Separator className="frame-divide" disabled={isFolded} aria-label="Height of the timeline" />
              <Panel
                id="timeline"
                panelRef={timelinePanel}
                defaultSize={timelineHeight}
                minSize={isFolded ? foldedTimeline : 96}
                maxSize={isFolded ? foldedTimeline : 400}
                groupResizeBehavior="preserve-pixel-size"
              >
                <section
                  className="frame-timeline"
                  aria-label="Timeline"
                  data-region="timeline"
                  tabIndex={-1}
                >
                  <Timeline isFolded={isFolded} height={timelineHeight} />
                </section>
              </Panel>
            </>
          ) : null}
        </Group>
      </main>
      <PaletteDialog />
      <KeysDialog />
      <RowsDrawer />
    </div>
  )
}
