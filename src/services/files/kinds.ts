/** What a file is for, as clients number it, and what may be in it. */

import type { AppSettings } from "../../../durable-objects/access/app";
import { OrioleError } from "../../../protocol/errors";

/** Beside the published numbers (100 to 104 in conversations, 200 to 203 shared in a group) two of our own. */
export const KIND = { file: 100, image: 102, userAvatar: 300, groupAvatar: 301 } as const;

type Family = "file" | "audio" | "image" | "video" | "avatar";

const FAMILIES: Partial<Record<number, Family>> = {
  100: "file",
  101: "audio",
  102: "image",
  103: "video",
  104: "audio",
  200: "file",
  201: "file",
  202: "file",
  203: "file",
  300: "avatar",
  301: "avatar",
};

/** A client asks for a file in a conversation or for one to share in a group; avatars have calls of their own. */
export function requireClientKind(kind: number): void {
  if (FAMILIES[kind] === undefined || isAvatar(kind)) throw new OrioleError("InvalidFileObjectType");
}

export function isShared(kind: number): boolean {
  return kind >= 200 && kind < 300;
}

export function isAvatar(kind: number): boolean {
  return kind >= 300;
}

export function isVideo(kind: number): boolean {
  return familyOf(kind) === "video";
}

/** What a file is in the conversation it was forwarded to: a shared one is a plain file there. */
export function forwardedKind(kind: number): number {
  return isShared(kind) ? KIND.file : kind;
}

export function maxBytes(kind: number, settings: AppSettings): number {
  switch (familyOf(kind)) {
    case "file":
      return settings.max_file_bytes;
    case "image":
      return settings.max_image_bytes;
    case "audio":
      return settings.max_audio_bytes;
    case "video":
      return settings.max_video_bytes;
    case "avatar":
      return settings.max_avatar_bytes;
  }
}

export function requireSize(kind: number, bytes: number, settings: AppSettings): void {
  const most = maxBytes(kind, settings);
  if (bytes > most) throw new OrioleError("FileTooLarge", `file larger than ${most} bytes`);
}

/** Refuses a media type that does not fit the kind, or that the app does not take. */
export function requireType(kind: number, type: string, settings: AppSettings): void {
  if (!fits(familyOf(kind), type)) throw new OrioleError("InvalidFileObjectType", `${type} is no file of this type`);
  const { file_types: allowed } = settings;
  if (allowed && !allowed.some((pattern) => matches(pattern, type))) {
    throw new OrioleError("InvalidFileObjectType", `${type} is not allowed in this app`);
  }
}

function familyOf(kind: number): Family {
  const family = FAMILIES[kind];
  if (family === undefined) throw new OrioleError("InvalidFileObjectType");
  return family;
}

/** Sound and moving pictures share containers, and some of those have names of their own. */
const CONTAINER = "application/ogg";

function fits(family: Family, type: string): boolean {
  switch (family) {
    case "file":
      return true;
    case "image":
    case "avatar":
      return type.startsWith("image/") && type !== "image/svg+xml";
    case "audio":
      return type.startsWith("audio/") || type.startsWith("video/") || type === CONTAINER;
    case "video":
      return type.startsWith("video/") || type === CONTAINER;
  }
}

function matches(pattern: string, type: string): boolean {
  return pattern.endsWith("/*") ? type.startsWith(pattern.slice(0, -1)) : type === pattern;
}
