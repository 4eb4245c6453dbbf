/** Stated limits of the protocol; docs/PROTOCOL.md lists them with the error each one answers. */

/** Largest frame, bytes. */
export const MAX_FRAME_BYTES = 64 * 1024;
/** Largest message text, UTF-8 bytes; ext and attachment have the same room each. */
export const MAX_CONTENT_BYTES = 16 * 1024;
/** Largest config, UTF-8 bytes: existing clients name every member of a group there that has read receipts (xsync.md §7.9). */
export const MAX_CONFIG_BYTES = 48 * 1024;
/** A connection that has not logged in by then is closed, ms. */
export const LOGIN_TIMEOUT_MS = 10_000;
/** One whose login was refused for good, ms: its client waits for its user. */
export const REFUSED_TIMEOUT_MS = 10 * 60_000;
/** Devices of one user that may be connected at once. */
export const MAX_ONLINE_DEVICES = 20;
/** Devices of one user that are remembered; the longest unseen make room. */
export const MAX_KNOWN_DEVICES = 64;
/** Entries of one page at most. */
export const MAX_PAGE = 500;
/** Default page for clients that name no size. */
export const DEFAULT_PAGE = 100;
/** Metas one frame may carry. */
export const MAX_METAS_PER_FRAME = 256;
/** Default recall window, ms. */
export const RECALL_WINDOW_MS = 5 * 60 * 1000;
/** Call-control messages older than this are not delivered, ms: a call of yesterday must not ring. */
export const CALL_SIGNAL_TTL_MS = 60_000;
/** Members of a group at most. */
export const MAX_GROUP_MEMBERS = 10_000;
