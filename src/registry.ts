/** Every REST operation of the server. */

import type { Operation } from "./operation";
import { discoveryOperations } from "./routes/discovery";
import { groupOperations } from "./routes/group";
import { groupMemberOperations } from "./routes/group-member";
import { messageOperations } from "./routes/message";
import { rosterOperations } from "./routes/roster";
import { tokenOperations } from "./routes/token";
import { userOperations } from "./routes/user";

export const operations: readonly Operation[] = [
  ...discoveryOperations,
  ...tokenOperations,
  ...userOperations,
  ...rosterOperations,
  ...groupOperations,
  ...groupMemberOperations,
  ...messageOperations,
];
