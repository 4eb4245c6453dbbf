import type { FileKind } from "../api/files";

/** By file_type from 100 on. */
const KINDS: readonly FileKind[] = ["file", "audio", "image", "video"];
const FIRST_TYPE = 100;

/** Pictures that every browser shows. SVG may carry scripts, so it goes as a file. */
const PICTURE = /^image\/(png|jpeg|gif|webp|avif)$/;

/** What a file counts as by its media type. */
export function fileKind(type: string): FileKind {
  if (PICTURE.test(type)) return "image";
  if (type.startsWith("audio/")) return "audio";
  return type.startsWith("video/") ? "video" : "file";
}

export const fileType = (kind: FileKind): number => FIRST_TYPE + KINDS.indexOf(kind);
