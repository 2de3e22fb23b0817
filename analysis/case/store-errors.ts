export { duckDbMessage as storeMessage, isRefusedText } from './duckdb/errors.ts'
