import { may, type ProfileDocument } from '../../../analysis/contract/index.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { useCase } from '../../engine/questions.ts'
import { formatInstant } from '../../text/dates.ts'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/field.tsx'
import { Tick, Warning } from '../../ui/glyph.tsx'
import { InspectorHead, Section } from '../../ui/section.tsx'
import { policyChoices, policyWords } from './model.ts'
import { useProfileChoices } from './profile-choices.ts'
import { type HeldRelease, pdfOf, saveEverything, savePdf, useReleasedFiles } from './released-files.ts'
import { useConfirmWord, useDraft, useReleases } from './use-profile.ts'

const checkWords: Readonly<Record<string, string>> = {
  suppression: 'Small counts',
  attack: 'Could they be worked out?',
  earlier: 'Beside earlier editions',
  bytes: 'Names in the files',
  words: 'Your own words',
}

const Checks = ({ document }: { readonly document: ProfileDocument }) => (
  <Section title="May this be released?">
    <ul className="profile-checks">
      {document.checks.map((check) => (
        <li key={check.check} className={check.state === 'passed' ? undefined : 'profile-check-open'}>
          {check.state === 'passed' ? <Tick /> : <Warning />}
          <span>{checkWords[check.check] ?? check.title}</span>
          <span>{check.words}</span>
        </li>
      ))}
    </ul>
    <p className="caption">
      Policy {policyWords(document.policy.name)}. Not searched for: {document.notSearchedFor.join('; ')}.
    </p>
  </Section>
)

const Words = ({ document }: { readonly document: ProfileDocument }) => {
  const confirm = useConfirmWord()
  if (document.wordsToConfirm.length === 0) return null
  return (
    <Section title="Words in your text" note="a name, or a figure typed by hand?">
      <ul className="profile-words">
        {document.wordsToConfirm.map(({ word, sectionId, confirmed }) => (
          <li key={word}>
            <span>
              <strong>{word}</strong>{' '}
              <span className="second">
                section {document.sections.find((section) => section.sectionId === sectionId)?.number}
              </span>
            </span>
            <Button
              pressed={confirmed}
              whyNot={confirm.isPending ? 'Being kept.' : null}
              hideReason
              onClick={() => confirm.mutate({ word, confirmed: !confirmed })}
            >
              {confirmed ? 'Confirmed' : 'It names nobody'}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const SaveAgain = ({ held }: { readonly held: HeldRelease | undefined }) =>
  held ? (
    <span className="release-again">
      {pdfOf(held) ? (
        <Button kind="link" onClick={() => savePdf(held)}>
          Save the PDF
        </Button>
      ) : null}
      <Button kind="link" onClick={() => void saveEverything(held)}>
        Save all files
      </Button>
    </span>
  ) : null

const Releases = () => {
  const { data: releases } = useReleases()
  const held = useReleasedFiles((files) => files.held)
  return (
    <Section title="Sign-off and editions">
      {releases && releases.length > 0 ? (
        <ul className="profile-releases">
          {releases.map((release) => (
            <li key={release.releaseId}>
              {release.unfinished ? <Warning /> : <Tick />}
              <div>
                Edition {release.edition}, {release.by}
                <span className="second">
                  {' '}
                  to {release.recipient}: {release.why}
                </span>
                {release.unfinished ? (
                  <p className="second">
                    Not finished: it counts as published.
                    {release.folder
                      ? ` Look for its files in ${release.folder} and in the hidden folder ${release.hiddenFolder}: files that it was replacing may lie there under “before”.`
                      : null}
                  </p>
                ) : null}
                {held.get(release.releaseId) ? <SaveAgain held={held.get(release.releaseId)} /> : null}
              </div>
              <span className="second">{formatInstant(release.releasedAt)}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="second">
          No edition has been released yet. Releasing one signs it with your name, and the log keeps it.
        </p>
      )}
    </Section>
  )
}

export const ProfileInspector = () => {
  const { data: document } = useDraft()
  const { data: description } = useCase()
  const policy = useProfileChoices((choices) => choices.policy)
  const choose = useProfileChoices((choices) => choices.choose)
  if (description && !may(description.session.role, 'readsCounts'))
    return (
      <>
        <InspectorHead
          title="Finished editions"
          facts="Ask whoever released an edition for its files; the draft is not shown to this role."
        />
        <Releases />
      </>
    )
  return (
    <>
      {document ? <Checks document={document} /> : null}
      {document ? <Words document={document} /> : null}
      <Section title="Policy">
        {description && may(description.session.role, 'edits') ? (
          <Select
            label="Disclosure policy"
            hideLabel
            value={policy}
            choices={policyChoices}
            onChange={(value) => choose({ policy: value })}
          />
        ) : (
          <p>{document ? policyWords(document.policy.name) : null}, the policy of the case</p>
        )}
      </Section>
      <Releases />
      <div className="profile-release">
        <CommandButton name="release-profile" kind="primary" words="Release" />
        <p className="small second">as PDF, Word, a web page and tables; asks first who receives it</p>
      </div>
    </>
  )
}
