/**
 * What objects and the Worker say to each other. Everything is plain data and every list is a batch.
 *
 * A deploy runs old and new objects side by side, so fields are only ever added, and a reader takes an absent one
 * for its stated default.
 */

export type * from "./archiver-rpc";
export type * from "./broadcast-rpc";
export type * from "./conversation-rpc";
export type * from "./delivery";
export type * from "./gateway-rpc";
export type * from "./group-facts";
export type * from "./hub-rpc";
export type * from "./log";
export type * from "./notice";
export type * from "./outcome";
export type * from "./pages";
export type * from "./publish";
