import { type DragEvent, useRef, useState } from 'react'
import { CommandButton } from '../../commands/command-button.tsx'
import { useCommand } from '../../commands/registry.ts'
import { useSources } from '../../engine/questions.ts'
import { useTableExport } from '../../engine/table-export.ts'
import { Answer } from '../../ui/answer.tsx'
import { ViewHeader } from '../../ui/section.tsx'
import { exportedTable } from '../../ui/table/column.ts'
import { ExportMenu } from '../../ui/table/table-menus.tsx'
import { FilesTable, fileColumns } from './files-table.tsx'
import { MappingPane } from './mapping-pane.tsx'
import { missingFields, scopeSentence } from './model.ts'
import { NextStep } from './next-step.tsx'
import { SourcesInspector } from './sources-inspector.tsx'
import { filesOfDrop } from './upload.ts'
import { useAddFiles, useLoadWaiting } from './use-import.ts'
import { useProvenanceDraft, useWaiting, type WaitingFile } from './waiting.ts'
import { WaitingList } from './waiting-list.tsx'
import './sources.css'

const isHidden = (file: File): boolean =>
  (file.webkitRelativePath || file.name).split('/').some((part) => part.startsWith('.'))

const isTruth = (file: File): boolean => file.webkitRelativePath.split('/').includes('truth')

/** Why the files that wait cannot be loaded yet; null where they can. */
const whyNotLoaded = (waiting: readonly WaitingFile[]): string | null => {
  const unready = waiting.filter(
    (file) => file.state === 'ready' && file.preview && missingFields(file.preview, file.mapping).length > 0,
  )
  return waiting.some((file) => file.state === 'handing-over' || file.state === 'reading')
    ? 'Files are still being read.'
    : waiting.every((file) => file.state === 'failed')
      ? 'None of these files can be loaded.'
      : unready.length > 0
        ? `Choose the columns of ${unready[0]?.name} first.`
        : null
}

/** The system's own choosers of files and of folders, which the commands open. */
const Choosers = ({ onFiles }: { readonly onFiles: (files: File[]) => void }) => {
  const filesInput = useRef<HTMLInputElement>(null)
  const folderInput = useRef<HTMLInputElement>(null)
  useCommand('add-files', () => filesInput.current?.click())
  useCommand('add-folder', () => folderInput.current?.click())
  const addList = (list: FileList | null) => {
    const files = [...(list ?? [])].filter((file) => !isHidden(file) && !isTruth(file))
    if (files.length > 0) onFiles(files)
  }
  return (
    <>
      <input
        ref={filesInput}
        type="file"
        multiple
        hidden
        data-testid="files"
        onChange={(event) => {
          addList(event.target.files)
          event.target.value = ''
        }}
      />
      <input
        ref={(element) => {
          folderInput.current = element
          element?.setAttribute('webkitdirectory', '')
        }}
        type="file"
        hidden
        data-testid="folder"
        onChange={(event) => {
          addList(event.target.files)
          event.target.value = ''
        }}
      />
    </>
  )
}

const LoadedFiles = ({ isWaiting }: { readonly isWaiting: boolean }) => {
  const sources = useSources()
  return (
    <Answer
      query={sources}
      of="the source files"
      isEmpty={(files) => files.length === 0}
      empty={
        isWaiting ? (
          <p>Nothing is loaded yet. Check how each file is read, say where it comes from, then load.</p>
        ) : (
          <>
            <p className="sources-lead">This case holds no files yet.</p>
            <p>
              Drop files or folders anywhere here, or choose Add files. Hubline finds the layout from the
              content; you can change what it guessed before a row is loaded.
            </p>
          </>
        )
      }
    >
      {(files) => <FilesTable files={files} />}
    </Answer>
  )
}

const Canvas = () => {
  const sources = useSources()
  const { exportTable } = useTableExport()
  const { add, cancel } = useAddFiles()
  const load = useLoadWaiting()
  const { files: waiting, chosenKey, change, remove } = useWaiting()
  const draft = useProvenanceDraft((state) => state.draft)
  const [isOver, setOver] = useState(false)

  const chosen = waiting.find((file) => file.key === chosenKey) ?? null
  const whyNot = whyNotLoaded(waiting)
  const onDrop = async (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const files = await filesOfDrop(event.dataTransfer.items)
    if (files.length > 0) void add(files)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way to what the buttons do
    <div
      className={isOver ? 'sources sources-over' : 'sources'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => void onDrop(event)}
    >
      <ViewHeader
        title="Sources"
        scope={sources.data && sources.data.length > 0 ? scopeSentence(sources.data) : 'what partners sent'}
      >
        {sources.data && sources.data.length > 0 ? (
          <ExportMenu
            of="source files"
            onExport={(to) =>
              exportTable(exportedTable('sources-files', 'Source files', fileColumns, sources.data), to)
            }
          />
        ) : null}
        <CommandButton name="add-folder" />
        <CommandButton name="add-files" kind={waiting.length === 0 ? 'primary' : 'plain'} />
      </ViewHeader>
      <Choosers onFiles={(files) => void add(files)} />
      {waiting.length === 0 ? <NextStep /> : null}
      <WaitingList
        isLoading={load.isPending}
        whyNot={whyNot}
        onLoad={() => load.mutate(draft)}
        onCancel={() => {
          cancel()
          remove(waiting.map((file) => file.key))
        }}
      />
      <div className={chosen?.preview ? 'sources-panes' : 'sources-panes sources-one'}>
        <div className="sources-files">
          <LoadedFiles isWaiting={waiting.length > 0} />
        </div>
        {chosen?.preview ? (
          <MappingPane
            name={chosen.name}
            preview={chosen.preview}
            mapping={chosen.mapping}
            onChange={(mapping) => change(chosen.key, { mapping, mappingChanged: true })}
          />
        ) : null}
      </div>
      {isOver ? <div className="sources-drop">Drop to add. Nothing is loaded until you say so.</div> : null}
    </div>
  )
}

export { Canvas, SourcesInspector as Inspector }
