/** Files as an application sees them; `oriole-client/files` moves them. */

/** A Blob or a File of the host. */
export interface FileBlob {
  readonly size: number;
  readonly type: string;
  readonly name?: string;
  slice(from?: number, to?: number, type?: string): FileBlob;
}

/** A file that a mini-program host knows by its path, as its pickers give it. */
export interface FilePath {
  readonly path: string;
  readonly size?: number;
  readonly name?: string;
  readonly type?: string;
}

export type FileSource = FileBlob | FilePath | Uint8Array<ArrayBuffer>;

/** What a file counts as: each has limits of its own, and a picture has to be one. */
export type FileKind = "file" | "audio" | "image" | "video";

/** Where a file goes, and so who may read it. */
export type UploadTo =
  /** A conversation, e.g. the handle that client.conversation() gives. */
  | { readonly xid: number }
  /** A picture of this user, or of the group with this id. */
  | { readonly avatar: "mine" | number }
  /** The list of files that the members of this group share. */
  | { readonly shared: number };

export interface FileProgress {
  readonly loaded: number;
  readonly total: number;
}

/** An AbortSignal, or what does the same where there is none. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

interface Moving {
  /** Hears of the bytes so far. What it throws is its own affair, and ends nothing. */
  readonly progress?: ((now: FileProgress) => void) | undefined;
  /** Stops it: the promise rejects with UserCancel, and nothing is left on the server. */
  readonly signal?: CancelSignal | undefined;
  /** Default: the host's XMLHttpRequest or fetch. */
  readonly transfer?: FileTransfer;
}

export interface UploadOptions extends Moving {
  /** What it is saved as. Default: the file's own name, or `file`. */
  readonly name?: string;
  /** Media type, where the file has none of its own. */
  readonly type?: string;
  /** Default: what the media type says. */
  readonly kind?: FileKind;
  /** The still picture of a video, 1 MiB at most; such a video goes as one request. */
  readonly cover?: FileBlob;
  /** What is larger goes in parts, each of which is sent again when it fails; bytes. Default 8 MiB. */
  readonly partsOver?: number;
}

/** A file that is readable by now. */
export interface UploadedFile {
  /** The address that goes into a message, an avatar or a list of shared files. */
  readonly url: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly kind: FileKind;
}

export interface FileUrlOptions {
  /** How long it opens the file without a token, seconds. Default 3600, at most a day. */
  readonly expireSeconds?: number;
  /** The picture made smaller, to fit a box in px; true is 320 × 320. */
  readonly thumbnail?: boolean | { readonly width: number; readonly height: number };
  /** The still picture that a video was uploaded with. */
  readonly cover?: boolean;
}

export interface DownloadOptions extends FileUrlOptions, Moving {
  /** First byte wanted, and the one after the last. Default: all. */
  readonly from?: number;
  readonly end?: number;
  /** Takes the bytes as they come, in order and once each; `data` of the result stays empty then. */
  readonly into?: (chunk: Uint8Array<ArrayBuffer>) => void | Promise<void>;
}

export interface DownloadedFile {
  readonly data: Uint8Array<ArrayBuffer>;
  readonly type: string;
  /** Of the whole file, whatever part of it was asked for. */
  readonly size: number;
  /** Where a mini-program host put it, which gives files and no bytes. */
  readonly path?: string;
}

/** An answer, whatever its status. */
export interface TransferAnswer {
  readonly status: number;
  readonly body: string;
}

interface Transfer {
  readonly url: string;
  readonly signal?: CancelSignal;
}

export interface SendRequest extends Transfer {
  readonly method: "POST" | "PUT";
  readonly headers?: Readonly<Record<string, string>>;
  readonly file: FileSource;
  /** The file goes as the field `file` of a form, after these; without them it is the body. */
  readonly fields?: Readonly<Record<string, string | FileBlob>>;
  readonly name?: string;
  readonly type?: string;
  progress(loaded: number): void;
}

export interface ReceiveRequest extends Transfer {
  /** Value of the Range header, or empty. */
  readonly range: string;
  /** `size` is that of the whole file. */
  progress(loaded: number, size: number): void;
  chunk(bytes: Uint8Array<ArrayBuffer>): void | Promise<void>;
}

/** What was received went to chunk(), or is at `path`. */
export interface ReceiveAnswer extends TransferAnswer {
  readonly type: string;
  /** Of the whole file. */
  readonly size: number;
  readonly path?: string;
}

/** How bytes travel here. Rejects when there was no answer, or the signal ended it. */
export interface FileTransfer {
  /** Without them bytes go in parts, which need no form. */
  readonly forms: boolean;
  send(request: SendRequest): Promise<TransferAnswer>;
  receive(request: ReceiveRequest): Promise<ReceiveAnswer>;
}
