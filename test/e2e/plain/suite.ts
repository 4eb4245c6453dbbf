/** Everything existing clients rely on; run over each transport, with the same expectations. */

import type { TransportKind } from "../../support/plain/transport.ts";
import { convergenceSuite } from "./convergence.ts";
import { groupSuite } from "./groups.ts";
import { limitSuite, loginTimeoutSuite } from "./limits.ts";
import { loginSuite } from "./login.ts";
import { messageSuite } from "./messages.ts";
import { operationSuite } from "./operations.ts";
import { useStage } from "./stage.ts";
import { syncSuite } from "./sync.ts";

export function plainSuite(transport: TransportKind): void {
  const stage = useStage(transport);
  loginTimeoutSuite(stage, () => {
    loginSuite(stage);
    messageSuite(stage);
    syncSuite(stage);
    operationSuite(stage);
    convergenceSuite(stage);
    groupSuite(stage);
    limitSuite(stage);
  });
}
