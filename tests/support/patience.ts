/**
 * How long a test waits for what must come, in milliseconds: long enough for a busy machine, since only a test that fails
 * waits so long. No test measures time against a limit of its own.
 */
export const patience = 120_000
