/**
 * oriole-client/actions: what the server does beside messages, as functions of a client. A page carries those that it imports.
 * Their parameters and answers are those of the REST API, made from the server's own description.
 */

export { type Caller, every, type Get, type List, type Post } from "./action";
export * from "./content";
export * from "./groups";
export * from "./members";
export * from "./messages";
export * from "./presence";
export * from "./qr-login";
export * from "./roster";
export * from "./users";
