/** Releases that are registered and not yet sealed, so that files of them may have left, and where these were to go. */
export const releaseSeals = `create table unsealed_release (release_id integer primary key, folder varchar);`
