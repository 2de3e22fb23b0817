import { useEffect, useRef } from 'react'
import { may, type ProfileDocument } from '../../../analysis/contract/index.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { useCommand } from '../../commands/registry.ts'
import { useCase } from '../../engine/questions.ts'
import { Answer } from '../../ui/answer.tsx'
import { Segments } from '../../ui/button.tsx'
import { ViewHeader } from '../../ui/section.tsx'
import { useIsWide } from '../../ui/size.ts'
import { editionWords, shownSections, whyNotReleased } from './model.ts'
import { Paper } from './paper.tsx'
import { useProfileChoices } from './profile-choices.ts'
import { ProfileInspector } from './profile-inspector.tsx'
import './profile.css'
import { ReleaseDialog } from './release-dialog.tsx'
import { useDraft } from './use-profile.ts'

const modes = [
  { value: 'edit', words: 'Edit' },
  { value: 'printed', words: 'As printed' },
] as const

const SectionList = ({ document }: { readonly document: ProfileDocument }) => {
  const sectionId = useProfileChoices((choices) => choices.sectionId) ?? document.sections[0]?.sectionId
  const choose = useProfileChoices((choices) => choices.choose)
  return (
    <nav className="profile-sections" aria-label="Sections">
      <ol>
        {document.sections.map((section) => (
          <li key={section.sectionId}>
            <button
              type="button"
              className="profile-section"
              aria-current={section.sectionId === sectionId ? 'true' : undefined}
              onClick={() => choose({ sectionId: section.sectionId })}
            >
              <span className="profile-section-number">{section.number}</span>
              <span>{section.title}</span>
              {section.figuresChanged > 0 ? (
                <span className="profile-section-changed">
                  {section.figuresChanged}
                  <span className="unseen"> figures changed</span>
                </span>
              ) : null}
            </button>
          </li>
        ))}
      </ol>
      {document.edition > 1 ? (
        <p className="caption">
          A number beside a section is how many of its figures changed since edition {document.edition - 1}.
        </p>
      ) : null}
    </nav>
  )
}

const Pages = ({ document, live }: { readonly document: ProfileDocument; readonly live: boolean }) => {
  const isWide = useIsWide()
  const { sectionId, mode } = useProfileChoices()
  const isPrinted = mode === 'printed'
  const desk = useRef<HTMLElement | null>(null)
  const shown = shownSections(document.sections, sectionId, isWide ? 2 : 1)
  const chosen = shown[0]?.sectionId
  // biome-ignore lint/correctness/useExhaustiveDependencies: another section starts at its top
  useEffect(() => {
    desk.current?.scrollTo({ top: 0 })
  }, [chosen])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
    <section ref={desk} className="profile-desk" tabIndex={0} aria-label="Pages">
      {shown.map((section) => (
        <Paper
          key={section.sectionId}
          document={document}
          section={section}
          printed={isPrinted}
          live={live}
        />
      ))}
    </section>
  )
}

const Profile = () => {
  const draft = useDraft()
  const { data: description } = useCase()
  const { mode, releasing, choose } = useProfileChoices()
  const role = description?.session.role ?? 'reader'
  const document = draft.data
  useCommand(
    'refresh-profile',
    () => void draft.refetch(),
    draft.isFetching ? 'The profile is being drafted.' : null,
  )
  useCommand('show-profile', () => choose({ mode: 'edit' }))
  useCommand('print-profile', () => choose({ mode: 'printed' }))
  useCommand(
    'release-profile',
    () => choose({ releasing: true }),
    whyNotReleased(document, {
      role,
      hasSources: (description?.counts.files ?? 0) > 0,
      isDrafting: draft.isPlaceholderData,
      isReleasing: false,
    }),
  )
  return (
    <>
      <ViewHeader title="Market profile" scope={document ? editionWords(document) : undefined}>
        <CommandButton name="refresh-profile" hideReason />
        <Segments
          label="How to see it"
          choices={modes}
          value={mode}
          onChange={(value) => choose({ mode: value })}
        />
      </ViewHeader>
      <Answer
        query={draft}
        of="the profile: counting, protecting and checking"
        notChosen={
          !may(role, 'readsCounts')
            ? 'Your role reads finished editions: they are listed at the right.'
            : 'Open a case to draft its profile.'
        }
      >
        {(drafted) => (
          <div className="profile-body">
            <SectionList document={drafted} />
            <Pages document={drafted} live={may(role, 'readsRows')} />
            {releasing ? (
              <ReleaseDialog document={drafted} onClose={() => choose({ releasing: false })} />
            ) : null}
          </div>
        )}
      </Answer>
    </>
  )
}

export { Profile as Canvas, ProfileInspector as Inspector }
