/**
 * What must hold of the money at any time (trust: 3.8), as a question to the database that finds what breaks it: rows of
 * `subject` and `detail`. Where something may be under way for a moment, only what has been so for longer is found.
 */
export type Invariant = { id: string; says: string; sql: string }
