import { column, rows } from '../case/rows.ts'
import { type Sql, sql } from '../case/sql.ts'

/** The analyst's present words: the newest edit of each paragraph, without withdrawn ones. */
export const currentEdits = () =>
  rows({ paragraph_id: column.text, text: column.text, role: column.text.orNull })(sql`
  with newest as (
    select paragraph_id, max(edit_id) as edit_id from profile_edit group by paragraph_id
  )
  select profile_edit.paragraph_id, profile_edit.text, profile_edit.role
  from profile_edit
  semi join newest on newest.edit_id = profile_edit.edit_id
  where profile_edit.text is not null
  order by profile_edit.paragraph_id`)

export const insertEdit = (
  editId: number,
  paragraphId: string,
  text: string | null,
  { person, role }: { readonly person: string; readonly role: string },
  now: Date,
): Sql => sql`
  insert into profile_edit (edit_id, paragraph_id, text, "at", person, role)
  values (${editId}, ${paragraphId}, ${text}, ${now}, ${person}, ${role})`

export const confirmedWords = () =>
  rows({ word: column.text })(sql`select word from confirmed_word order by word`)

export const insertConfirmedWord = (word: string, person: string, now: Date): Sql =>
  sql`insert into confirmed_word (word, "at", person)
    select ${word}, ${now}, ${person} where ${word} not in (select word from confirmed_word)`

export const deleteConfirmedWord = (word: string): Sql => sql`delete from confirmed_word where word = ${word}`
