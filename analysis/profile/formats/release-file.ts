/** One finished file of a release. */
export interface ReleaseFile {
  readonly file: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: string
}

export const textFile = (file: string, content: string, type: string): ReleaseFile => ({
  file,
  bytes: new Uint8Array(new TextEncoder().encode(content)),
  type,
})
