/** Schema of an object's own SQLite: a list of steps that is only ever appended to; `counter` is the table that counts them. */

export function applySteps(storage: DurableObjectStorage, steps: readonly string[], counter = "schema_step"): void {
  storage.sql.exec(`CREATE TABLE IF NOT EXISTS ${counter} (done INTEGER NOT NULL)`);
  const done = storage.sql.exec<{ done: number }>(`SELECT done FROM ${counter}`).toArray()[0]?.done ?? 0;
  if (done >= steps.length) return;
  storage.transactionSync(() => {
    for (const step of steps.slice(done)) storage.sql.exec(step);
    storage.sql.exec(`DELETE FROM ${counter}`);
    storage.sql.exec(`INSERT INTO ${counter} VALUES (?)`, steps.length);
  });
}
