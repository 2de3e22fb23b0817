import { z } from 'zod'

const answer = z.object({ stagedId: z.string(), name: z.string() })
export type StagedFile = z.infer<typeof answer>

const refusal = z.object({ error: z.object({ message: z.string() }) })

/**
 * Hands a file to the engine's own folder on this machine; nothing goes over a network. XMLHttpRequest because fetch tells no
 * progress of what it sends.
 */
export const handOver = (
  file: File,
  signal: AbortSignal,
  onProgress: (sent: number) => void,
): Promise<StagedFile> =>
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
      if (request.status === 200 && read.success) return resolve(read.data)
      const refused = refusal.safeParse(request.response)
      reject(
        new Error(refused.success ? refused.data.error.message : `The file was refused (${request.status}).`),
      )
    }
    request.send(file)
  })

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
