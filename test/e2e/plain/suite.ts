/** Everything existing clients rely on; run over each transport, with the same expectations. */

import type { TransportKind } from "../../support/plain/transport.ts";
import { loginSuite } from "./login.ts";
import { useStage } from "./stage.ts";

export function plainSuite(transport: TransportKind): void {
  const stage = useStage(transport);
  loginSuite(stage);
}
