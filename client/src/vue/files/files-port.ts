import type { ConversationKind } from "../../index";

/** Where a file goes. */
export interface FileTarget {
  readonly xid: number;
  readonly kind: ConversationKind;
}

export interface UploadOptions {
  /** From 0 to 1. */
  readonly progress?: (part: number) => void;
  readonly signal?: AbortSignal;
}

/** How the kit moves files; an application may bring its own. */
export interface FilesPort {
  /** The address that goes into the message: whoever is in the conversation may ask for the file by it. */
  upload(file: File, to: FileTarget, options?: UploadOptions): Promise<string>;
  /** The same for a picture of this user, or of a group. */
  uploadAvatar(file: File, gid: number | null): Promise<string>;
  /** What an <img> or a link can open, which sends no token along. */
  source(url: string): Promise<string>;
}
