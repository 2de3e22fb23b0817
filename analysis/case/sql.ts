export type SqlValue =
  | string
  | number
  | bigint
  | boolean
  | Date
  | null
  | undefined
  | readonly string[]
  | readonly number[]

/** SQL text with its values apart: values always bind, nothing is ever spliced. */
export interface Sql {
  readonly text: string
  readonly values: readonly SqlValue[]
}

const isSql = (part: unknown): part is Sql =>
  typeof part === 'object' && part !== null && 'text' in part && 'values' in part

/** Tagged template: `${value}` binds, `${sql...}` and `${identifier(...)}` nest. */
export function sql(strings: TemplateStringsArray, ...parts: readonly (SqlValue | Sql)[]): Sql {
  const values: SqlValue[] = []
  let text = strings[0] ?? ''
  parts.forEach((part, index) => {
    if (isSql(part)) {
      text += part.text
      values.push(...part.values)
    } else {
      text += '?'
      values.push(part)
    }
    text += strings[index + 1] ?? ''
  })
  return { text, values }
}

/** A table or column name, quoted; the only way a name that is not a constant enters SQL. */
export function identifier(name: string): Sql {
  return { text: `"${name.replaceAll('"', '""')}"`, values: [] }
}

export function joined(parts: readonly Sql[], separator: string): Sql {
  return {
    text: parts.map((part) => part.text).join(separator),
    values: parts.flatMap((part) => part.values),
  }
}

export const nothing: Sql = { text: '', values: [] }

/** A text literal in the statement itself, where a value cannot be bound. */
export const textOf = (value: string): Sql => ({ text: `'${value.replaceAll("'", "''")}'`, values: [] })
