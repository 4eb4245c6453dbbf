import type { OrioleClient } from "./api/client";
import type { OrioleOptions } from "./api/options";
import { CoreClient } from "./core-client";
import { directSockets, history, notices } from "./features";

/** One user on one device: the whole SDK behind one object. */
export class Oriole extends CoreClient {
  constructor(options: OrioleOptions) {
    super({ ...options, features: [history, notices, directSockets, ...(options.features ?? [])] });
  }
}

/** A client; the same as `new Oriole(options)`. */
export function createClient(options: OrioleOptions): OrioleClient {
  return new Oriole(options);
}
