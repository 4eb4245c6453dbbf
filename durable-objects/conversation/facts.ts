/** Small named values of a conversation that outlive the process. */
export class Facts {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  get(name: string): string | null {
    return this.#sql.exec<{ value: string }>("SELECT value FROM fact WHERE name = ?", name).toArray()[0]?.value ?? null;
  }

  set(name: string, value: string): void {
    this.#sql.exec("INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)", name, value);
  }
}
