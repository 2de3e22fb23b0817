interface Blob {
  readonly size: number
  readonly type: string
  arrayBuffer(): Promise<ArrayBuffer>
  text(): Promise<string>
}
declare var Blob: { prototype: Blob; new (parts?: unknown[], options?: { type?: string }): Blob }

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>
}
