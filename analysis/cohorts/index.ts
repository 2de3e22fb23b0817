export {
  countGroups,
  dayOf,
  groupOfPerson,
  type Runs,
  runsOf,
  tableOfPeople,
} from './count-groups.ts'
export { type GroupFact, groupMeanings, groupOf } from './group-words.ts'
