/** What an import had to say of a file that loaded: dates that could be read two ways, letters in two encodings. */
export const fileNotes = `alter table file add column notes json;`
