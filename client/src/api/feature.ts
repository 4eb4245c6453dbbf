/**
 * A part of the SDK that is given to createClient or createCore, so that a page carries only what it uses. What it works
 * on is the SDK's own business.
 */
export type Feature = (session: never) => void;
