/** The rows of apps, as their operators change them. */

/** Sets what is given, resets what is null, in one statement: two who change different settings do not undo each other. */
export async function patchAppSettings(db: D1Database, app: string, patch: Record<string, unknown>): Promise<void> {
  await db
    .prepare("UPDATE apps SET settings = json_patch(settings, ?2) WHERE id = ?1")
    .bind(app, JSON.stringify(patch))
    .run();
}
