import { TextDecoder } from 'node:util'
import sax, { type QualifiedTag, type SAXParser } from 'sax'
import { ExpectedError } from '../../platform/errors.ts'
import { headerKey } from '../recognise.ts'

/** One decoded item of a report: its single values, its lists of values, and the items within it. */
export interface ReportModel {
  readonly type: string
  readonly deletedState: string
  readonly values: Map<string, string>
  readonly lists: Map<string, string[]>
  readonly models: Map<string, ReportModel[]>
  /** A text of it was longer than any message can be, and was cut. */
  isCut: boolean
}

export type ReportPart =
  | { readonly kind: 'device'; readonly name: string; readonly value: string }
  | { readonly kind: 'model'; readonly model: ReportModel }

/** Characters of one value; longer is no message. */
const longestValue = 1_000_000

interface Field {
  readonly name: string
  readonly holds: 'value' | 'list' | 'models'
}

const childKinds: Readonly<Record<string, Field['holds']>> = {
  field: 'value',
  multiField: 'list',
  modelField: 'models',
  multiModelField: 'models',
}

const local = (tag: { name: string }) => tag.name.slice(tag.name.indexOf(':') + 1)

/** Reads the tags of a report and hands out its parts; one object per file. */
class ReportReader {
  private readonly parser: SAXParser
  private readonly name: string
  private readonly parts: ReportPart[] = []
  private readonly open: ReportModel[] = []
  private readonly fields: (Field | null)[] = []
  private readonly path: string[] = []
  private text: string | null = null
  private stamp = ''
  private section = ''
  private item = ''
  private isCut = false
  private hasRoot = false
  version = ''
  failure: ExpectedError | null = null

  constructor(name: string) {
    this.name = name
    this.parser = sax.parser(true, { position: true })
    this.parser.onopentag = (tag) => this.opened(tag as QualifiedTag)
    this.parser.onclosetag = (tag) => this.closed(local({ name: tag }))
    this.parser.ontext = (text) => this.said(text)
    this.parser.oncdata = (text) => this.said(text)
    this.parser.ondoctype = () =>
      this.fail('FILE_UNREADABLE', 'it declares a document type, which no report does')
    this.parser.onerror = (error) => {
      this.fail('FILE_UNREADABLE', `its XML is broken: ${error.message.split('\n')[0]}`)
      this.parser.resume()
    }
  }

  private where = () => `line ${this.parser.line + 1}, column ${this.parser.column + 1}`

  private fail(code: 'FILE_UNREADABLE' | 'FILE_TRUNCATED' | 'KIND_UNKNOWN', detail: string): void {
    this.failure ??= new ExpectedError(code, {
      subject: this.name,
      detail: `${detail} (${this.where()})`,
      remedy: 'Nothing of it was loaded. Ask for the report again.',
    })
  }

  private opened(tag: { name: string; attributes: Record<string, unknown> }): void {
    const name = local(tag)
    const attribute = (key: string) => String(tag.attributes[key] ?? '')
    if (!this.hasRoot) {
      this.hasRoot = true
      this.version = attribute('reportVersion')
      if (name !== 'project') this.fail('KIND_UNKNOWN', `it is XML, but its root is ${name} and not project`)
    }
    this.path.push(name)
    const holds = childKinds[name]
    if (name === 'model')
      this.open.push({
        type: attribute('type'),
        deletedState: attribute('deleted_state'),
        values: new Map(),
        lists: new Map(),
        models: new Map(),
        isCut: false,
      })
    else if (holds && this.open.length > 0) this.fields.push({ name: attribute('name'), holds })
    else if (name === 'metadata') this.section = attribute('section')
    else if (name === 'item' && this.section !== '') {
      this.item = attribute('name')
      this.text = ''
    } else if (name === 'value') {
      this.text = ''
      this.stamp = attribute('formattedTimestamp')
    }
  }

  private said(text: string): void {
    if (text.includes('\0')) this.fail('FILE_UNREADABLE', 'it holds a NUL character, which XML forbids')
    if (this.text === null) return
    if (this.text.length + text.length > longestValue) {
      this.isCut = true
      this.text += text.slice(0, longestValue - this.text.length)
    } else this.text += text
  }

  private closed(name: string): void {
    this.path.pop()
    if (name === 'model') this.closeModel()
    else if (childKinds[name] && this.open.length > 0) this.fields.pop()
    else if (name === 'metadata') this.section = ''
    else if (name === 'item' && this.text !== null && this.section !== '') {
      this.parts.push({ kind: 'device', name: headerKey(this.item), value: this.text.trim() })
      this.text = null
    } else if (name === 'value') this.closeValue()
  }

  private closeValue(): void {
    const [model, field] = [this.open.at(-1), this.fields.at(-1)]
    const value = (this.stamp || (this.text ?? '')).trim()
    if (model && field) {
      if (this.isCut) model.isCut = true
      if (field.holds === 'list') model.lists.set(field.name, [...(model.lists.get(field.name) ?? []), value])
      else if (field.holds === 'value' && !model.values.has(field.name)) model.values.set(field.name, value)
    }
    this.text = null
    this.stamp = ''
    this.isCut = false
  }

  private closeModel(): void {
    const model = this.open.pop()!
    const [parent, field] = [this.open.at(-1), this.fields.at(-1)]
    if (!parent) this.parts.push({ kind: 'model', model })
    else if (field?.holds === 'models') {
      const held = parent.models.get(field.name)
      if (held) held.push(model)
      else parent.models.set(field.name, [model])
    }
    if (parent && model.isCut) parent.isCut = true
  }

  /** The parts that ended in this piece of text. @throws ExpectedError */
  write(text: string): ReportPart[] {
    this.parser.write(text)
    if (this.failure) throw this.failure
    return this.parts.splice(0)
  }

  /** @throws ExpectedError `FILE_TRUNCATED` where tags are still open */
  end(): void {
    if (this.path.length > 0 || !this.hasRoot)
      this.fail(
        'FILE_TRUNCATED',
        this.hasRoot ? `it breaks off inside ${this.path.at(-1)}` : 'there is no XML in it',
      )
    if (this.failure) throw this.failure
  }
}

/**
 * The parts of a Cellebrite report, in their order, while it is being read: at most one item and one piece of the file are in memory. Entities are never
 * expanded beyond the five of XML, and a DOCTYPE is refused.
 * @param onVersion called with the report's version when its root was read
 * @throws ExpectedError `FILE_UNREADABLE`, `FILE_TRUNCATED`, `KIND_UNKNOWN`, with line and column.
 */
export async function* readReport(
  pieces: AsyncIterable<Uint8Array>,
  name: string,
  encoding: string,
  onVersion: (version: string) => void = () => undefined,
): AsyncGenerator<ReportPart> {
  const reader = new ReportReader(name)
  const decoder = new TextDecoder(encoding)
  let isFirst = true
  for await (const piece of pieces) {
    const text = decoder.decode(piece, { stream: true })
    yield* reader.write(isFirst ? text.replace(/^\ufeff/, '') : text)
    isFirst = false
    onVersion(reader.version)
  }
  yield* reader.write(decoder.decode())
  reader.end()
}
