/** Success or a refusal by name: an error that is thrown loses its name between objects. */

import type { ErrorName } from "../../protocol/errors";

export type Outcome<T> = { ok: true; value: T } | { ok: false; error: ErrorName; reason?: string };
