import type { Connection } from '../case/store.ts'
import type { UnitFeatures } from './line-features.ts'
import { createBehaviour, createCallBacks } from './queries-behaviour.ts'
import { createBulkEvents, createBulkTexts, createBurst, createBurstLift } from './queries-bulk-texts.ts'
import {
  createCandidates,
  createEveryUnit,
  createOwnNumbers,
  createTextKeys,
  createUnitContacts,
  createUnitLegs,
} from './queries-candidates.ts'
import {
  createContactBooks,
  createHandsetUses,
  createReminders,
  createSavedNames,
  createSimSwaps,
  unitFeatures,
} from './queries-identity.ts'
import {
  createContactsMade,
  createPhoneCoincidences,
  createPhoneNumbers,
  createPhoneOwners,
  createPhoneRows,
} from './queries-phone-numbers.ts'
import {
  createClosePartners,
  createDealTexts,
  createDrugArrests,
  createMeetingTexts,
  drugArrestNumbers,
  tradePerUnit,
  type UnitTrade,
} from './queries-trade.ts'
import { createNoUpstream, upstreamPerUnit } from './queries-upstream.ts'

/** Makes every busy number of the case a unit of its own, ready to be measured. */
export async function prepareUnits(connection: Connection): Promise<void> {
  for (const step of [
    createPhoneRows(),
    createPhoneCoincidences(),
    createPhoneNumbers(),
    createContactsMade(),
    createPhoneOwners(),
    createOwnNumbers(),
    createCandidates(),
    createTextKeys(),
    createEveryUnit(),
    createHandsetUses(),
    createNoUpstream(),
  ])
    await connection.run(step)
}

/** What each unit did, one row each, in the order of their ids. */
export async function measureUnits(
  connection: Connection,
  numberChanges: ReadonlyMap<number, number> = new Map(),
): Promise<UnitFeatures[]> {
  for (const step of [
    createUnitLegs(),
    createUnitContacts(),
    createBulkTexts(),
    createBulkEvents(),
    createBurst(),
    createBurstLift(),
    createCallBacks(),
    createBehaviour(),
    createSimSwaps(),
    createSavedNames(),
    createReminders(),
    createContactBooks(),
    createMeetingTexts(),
    createDealTexts(),
    createDrugArrests(),
    createClosePartners(),
  ])
    await connection.run(step)
  const rows = await connection.all(unitFeatures())
  const trade = new Map((await connection.all(tradePerUnit())).map((row) => [row.unit_id, row]))
  const drugArrests = (await connection.one(drugArrestNumbers()))?.numbers ?? 0
  const upstream = new Map((await connection.all(upstreamPerUnit())).map((row) => [row.unit_id, row]))
  return rows.map((row) => ({
    ...row,
    ...(trade.get(row.unit_id) as UnitTrade),
    drug_arrests_known: drugArrests,
    number_changes: numberChanges.get(row.unit_id) ?? 0,
    upstream_contacts: upstream.get(row.unit_id)?.upstream_contacts ?? 0,
    upstream_area: upstream.get(row.unit_id)?.upstream_area ?? null,
  }))
}
