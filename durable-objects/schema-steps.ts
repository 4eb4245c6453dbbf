/** Schema of an object's own SQLite: a list of steps that is only ever appended to. */

export function applySteps(storage: DurableObjectStorage, steps: readonly string[]): void {
  storage.sql.exec("CREATE TABLE IF NOT EXISTS schema_step (done INTEGER NOT NULL)");
  const done = storage.sql.exec<{ done: number }>("SELECT done FROM schema_step").toArray()[0]?.done ?? 0;
  if (done >= steps.length) return;
  storage.transactionSync(() => {
    for (const step of steps.slice(done)) storage.sql.exec(step);
    storage.sql.exec("DELETE FROM schema_step");
    storage.sql.exec("INSERT INTO schema_step VALUES (?)", steps.length);
  });
}
