/** Every REST operation of the server. */

import type { Operation } from "./operation";
import { discoveryOperations } from "./routes/discovery";
import { groupOperations } from "./routes/group";
import { groupAdmissionOperations } from "./routes/group-admission";
import { groupContentOperations } from "./routes/group-content";
import { groupDisciplineOperations } from "./routes/group-discipline";
import { groupMemberOperations } from "./routes/group-member";
import { groupSettingsOperations } from "./routes/group-settings";
import { messageOperations } from "./routes/message";
import { rosterOperations } from "./routes/roster";
import { rosterChangeOperations } from "./routes/roster-change";
import { tokenOperations } from "./routes/token";
import { userOperations } from "./routes/user";

export const operations: readonly Operation[] = [
  ...discoveryOperations,
  ...tokenOperations,
  ...userOperations,
  ...rosterOperations,
  ...rosterChangeOperations,
  ...groupOperations,
  ...groupSettingsOperations,
  ...groupMemberOperations,
  ...groupAdmissionOperations,
  ...groupDisciplineOperations,
  ...groupContentOperations,
  ...messageOperations,
];
