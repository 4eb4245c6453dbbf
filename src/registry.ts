/** Every REST operation of the server. */

import type { Operation } from "./operation";
import { appKeywordOperations } from "./routes/app-keyword";
import { appSettingsOperations } from "./routes/app-settings";
import { appWebhookOperations } from "./routes/app-webhook";
import { conversationListOperations } from "./routes/conversation-list";
import { conversationPinOperations } from "./routes/conversation-pin";
import { discoveryOperations } from "./routes/discovery";
import { fileDownloadOperations } from "./routes/file-download";
import { filePartsOperations } from "./routes/file-parts";
import { fileUploadOperations } from "./routes/file-upload";
import { groupOperations } from "./routes/group";
import { groupAdmissionOperations } from "./routes/group-admission";
import { groupContentOperations } from "./routes/group-content";
import { groupDisciplineOperations } from "./routes/group-discipline";
import { groupMemberOperations } from "./routes/group-member";
import { groupSettingsOperations } from "./routes/group-settings";
import { handoverOperations } from "./routes/handover";
import { messageOperations } from "./routes/message";
import { messageBroadcastOperations } from "./routes/message-broadcast";
import { messageOperationOperations } from "./routes/message-operation";
import { messageSearchOperations } from "./routes/message-search";
import { messageSendOperations } from "./routes/message-send";
import { rosterOperations } from "./routes/roster";
import { rosterChangeOperations } from "./routes/roster-change";
import { tokenOperations } from "./routes/token";
import { unsupportedOperations } from "./routes/unsupported";
import { userOperations } from "./routes/user";
import { userAccountOperations } from "./routes/user-account";
import { userBanOperations } from "./routes/user-ban";
import { userDeviceOperations } from "./routes/user-device";
import { userProfileOperations } from "./routes/user-profile";
import { userPushOperations } from "./routes/user-push";
import { userSettingsOperations } from "./routes/user-settings";

export const operations: readonly Operation[] = [
  ...discoveryOperations,
  ...tokenOperations,
  ...appSettingsOperations,
  ...appKeywordOperations,
  ...appWebhookOperations,
  ...userOperations,
  ...unsupportedOperations,
  ...handoverOperations,
  ...conversationListOperations,
  ...conversationPinOperations,
  ...userAccountOperations,
  ...userBanOperations,
  ...userPushOperations,
  ...userDeviceOperations,
  ...userSettingsOperations,
  ...userProfileOperations,
  ...rosterOperations,
  ...rosterChangeOperations,
  ...groupOperations,
  ...groupSettingsOperations,
  ...groupMemberOperations,
  ...groupAdmissionOperations,
  ...groupDisciplineOperations,
  ...groupContentOperations,
  ...fileUploadOperations,
  ...filePartsOperations,
  ...fileDownloadOperations,
  ...messageOperations,
  ...messageSendOperations,
  ...messageOperationOperations,
  ...messageBroadcastOperations,
  ...messageSearchOperations,
];
