import { useMutation } from '@tanstack/react-query'
import { useCallback, useRef } from 'react'
import type { ImportResult, Mapping, Provenance, SourceKind } from '../../../analysis/contract/index.ts'
import { shownText } from '../../../analysis/text/shown-text.ts'
import { sayFailure, useCaseChanged } from '../../engine/actions.ts'
import { useEngine } from '../../engine/engine-context.ts'
import { dataOf, readFailure } from '../../engine/failures.ts'
import { useAnnouncement } from '../../state/announcement.ts'
import { isErrorCode, wordsForCode } from '../../text/errors.ts'
import { importSentence } from './model.ts'
import { handOver } from './upload.ts'
import { useWaiting, type WaitingFile } from './waiting.ts'

const problemOf = (error: unknown) => {
  const { happened, next } = readFailure(error)
  return { happened, next }
}

const problemOfResult = (error: NonNullable<ImportResult['error']>) =>
  isErrorCode(error.code)
    ? wordsForCode(error.code, dataOf(error.data))
    : { happened: error.message, next: '' }

/** Hands files over one after the other and reads what each is. */
export const useAddFiles = () => {
  const engine = useEngine()
  const controller = useRef(new AbortController())
  const add = useCallback(
    async (files: readonly File[]) => {
      const { add: wait, change } = useWaiting.getState()
      const entries = files.map((file) => ({ file, key: crypto.randomUUID() }))
      for (const { file, key } of entries) {
        wait({
          key,
          name: shownText(file.name),
          sizeBytes: file.size,
          state: 'handing-over',
          sent: 0,
          reference: null,
          preview: null,
          mapping: null,
          mappingChanged: false,
          problem: null,
        })
      }
      const { signal } = controller.current
      for (const { file, key } of entries) {
        try {
          const reference = await handOver(file, signal, (sent) => change(key, { sent }))
          change(key, { state: 'reading', reference })
          const preview = await engine.sources.preview({ source: reference }, { signal })
          change(key, { state: 'ready', preview, mapping: preview.mapping })
        } catch (error) {
          if (readFailure(error).kind === 'cancelled') useWaiting.getState().remove([key])
          else change(key, { state: 'failed', problem: problemOf(error) })
        }
      }
    },
    [engine],
  )
  const cancel = useCallback(() => {
    controller.current.abort()
    controller.current = new AbortController()
  }, [])
  return { add, cancel }
}

/** Reads a waiting file again as another kind. */
export const useReadAs = () => {
  const engine = useEngine()
  return async (file: WaitingFile, kind: SourceKind) => {
    if (!file.reference) return
    const { change } = useWaiting.getState()
    change(file.key, { state: 'reading', problem: null })
    try {
      const preview = await engine.sources.preview({ source: file.reference, kind })
      change(file.key, { state: 'ready', preview, mapping: preview.mapping, mappingChanged: true })
    } catch (error) {
      change(file.key, { state: 'failed', problem: problemOf(error) })
    }
  }
}

export const useLoadWaiting = () => {
  const engine = useEngine()
  const changed = useCaseChanged()
  return useMutation({
    mutationFn: async (provenance: Provenance) => {
      const ready = useWaiting.getState().files.filter((file) => file.state === 'ready' && file.reference)
      const plain = ready.filter((file) => !file.mappingChanged)
      const mapped = ready.filter((file) => file.mappingChanged && file.mapping)
      const batches = [plain, ...mapped.map((file) => [file])].filter((batch) => batch.length > 0)
      const results: ImportResult[] = []
      for (const batch of batches) {
        const mapping = batch[0]?.mappingChanged ? (batch[0].mapping ?? undefined) : undefined
        const sources = batch.flatMap((file) => (file.reference ? [file.reference] : []))
        const answers = await engine.sources.import({ sources, provenance, mapping, kind: mapping?.kind })
        results.push(...answers)
        const failed = new Map(
          answers.filter((answer) => answer.error).map((answer) => [answer.file, answer.error]),
        )
        const { change, remove } = useWaiting.getState()
        for (const file of batch) {
          const error = failed.get(file.name)
          if (error) change(file.key, { state: 'failed', problem: problemOfResult(error) })
        }
        remove(batch.filter((file) => !failed.has(file.name)).map((file) => file.key))
        await changed()
      }
      return results
    },
    onSuccess: (results) => {
      useAnnouncement
        .getState()
        .say(importSentence(results), { urgent: results.some((result) => result.error) })
    },
    onError: sayFailure,
    onSettled: changed,
  })
}

export const useDescribeSource = () => {
  const engine = useEngine()
  const changed = useCaseChanged()
  return useMutation({
    mutationFn: (input: { readonly fileId: number; readonly provenance: Provenance }) =>
      engine.sources.describe(input),
    onError: sayFailure,
    onSuccess: (file) => {
      useAnnouncement.getState().say(`Where ${file.name} comes from is saved.`)
      return changed()
    },
  })
}

export const useRemoveSource = () => {
  const engine = useEngine()
  const changed = useCaseChanged()
  return useMutation({
    mutationFn: (input: { readonly fileId: number; readonly name: string; readonly why: string }) =>
      engine.sources.remove({ fileId: input.fileId, why: input.why }),
    onError: sayFailure,
    onSuccess: ({ rowsRemoved }, { name }) => {
      useAnnouncement
        .getState()
        .say(`${name} and its ${rowsRemoved.toLocaleString('en-GB')} rows are out of the case.`)
      return changed()
    },
  })
}

export const useSaveMapping = () => {
  const engine = useEngine()
  return useMutation({
    mutationFn: (input: { readonly name: string; readonly mapping: Mapping }) =>
      engine.sources.saveMapping(input),
    onError: sayFailure,
    onSuccess: ({ name }) =>
      useAnnouncement.getState().say(`Mapping "${name}" saved; files with these columns will use it.`),
  })
}
