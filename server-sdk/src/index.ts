/** oriole-server-sdk: everything a back end may import. */

export type { ErrorName } from "../../protocol/errors";
export type { RestData, RestMethod, RestOutput, RestPath } from "../../protocol/rest-calls";
export type { Download, NewFile, UploadTo } from "./files";
export { type CallOptions, type PagedPath, ServerClient, type ServerClientOptions } from "./server-client";
export { ServiceError } from "./service-error";
export { isGenuineWebhook, type WebhookHeaders } from "./webhook";
