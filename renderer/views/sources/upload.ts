import { ORPCError } from '@orpc/client'
import { z } from 'zod'
import type { SourceReference } from '../../../analysis/contract/index.ts'
import { shellOf } from '../../engine/shell.ts'

const answer = z.object({ stagedId: z.string(), name: z.string() })

const refusal = z.object({
  json: z.object({ code: z.string(), message: z.string(), data: z.unknown().optional() }),
})

/** XMLHttpRequest because fetch tells no progress of what it sends. */
const upload = (
  file: File,
  signal: AbortSignal,
  onProgress: (sent: number) => void,
): Promise<SourceReference> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const cancel = () => request.abort()
    signal.addEventListener('abort', cancel, { once: true })
    request.open('POST', `/upload?name=${encodeURIComponent(file.name)}`)
    request.responseType = 'json'
    request.upload.onprogress = (event) => onProgress(event.loaded)
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'))
    request.onerror = () => reject(new TypeError('network: the engine did not take the file'))
    request.onload = () => {
      signal.removeEventListener('abort', cancel)
      const read = answer.safeParse(request.response)
      if (request.status === 200 && read.success)
        return resolve({ stagedId: read.data.stagedId, name: file.name })
      const refused = refusal.safeParse(request.response)
      if (!refused.success) return reject(new Error(`The file was refused (${request.status}).`))
      const { code, message, data } = refused.data.json
      reject(new ORPCError(code, { message, data }))
    }
    request.send(file)
  })

/** Hands a file to the engine on this machine: by its path in the desktop shell, else into the engine's own folder. */
export const handOver = async (
  file: File,
  signal: AbortSignal,
  onProgress: (sent: number) => void,
): Promise<SourceReference> => {
  const path = shellOf()?.pathOf(file)
  return path ? { path } : upload(file, signal, onProgress)
}

/** Files of a drop, folders opened; hidden files are left out. */
export const filesOfDrop = async (items: DataTransferItemList): Promise<File[]> => {
  const entries = [...items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  const found: File[] = []
  const walk = async (entry: FileSystemEntry): Promise<void> => {
    if (entry.name.startsWith('.')) return
    if (entry.isFile) {
      found.push(
        await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)),
      )
      return
    }
    const reader = (entry as FileSystemDirectoryEntry).createReader()
    for (;;) {
      const batch = await new Promise<FileSystemEntry[]>((resolve, reject) =>
        reader.readEntries(resolve, reject),
      )
      if (batch.length === 0) return
      for (const child of batch) await walk(child)
    }
  }
  for (const entry of entries) await walk(entry)
  return found
}
