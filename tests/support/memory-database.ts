import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll } from 'vitest'

/** A database in memory for the tests of one file. @returns what gives the connection to it, within a test */
export function memoryDatabase(): () => DuckDBConnection {
  let instance: DuckDBInstance
  let connection: DuckDBConnection
  beforeAll(async () => {
    instance = await DuckDBInstance.create(':memory:')
    connection = await instance.connect()
    await connection.run("set TimeZone = 'UTC'")
  })
  afterAll(() => {
    connection.closeSync()
    instance.closeSync()
  })
  return () => connection
}
