/** A release is registered before it is written: until it is sealed its files may have left in part. Where they were to go. */
export const releaseSeals = `
alter table release add column sealed boolean default true;
alter table release add column folder varchar;
`
