/** What a message about an uploaded file carries; the keys of the attachment are those of existing clients. */

import type { FileKind } from "../../files/index";
import type { ContentType, Draft } from "../../index";

export interface FileFacts {
  readonly width?: number;
  readonly height?: number;
  /** Seconds. */
  readonly duration?: number;
}

export function fileDraft(file: File, ctype: FileKind, url: string, facts: FileFacts): Draft {
  return { ctype, attachment: { url, dName: file.name, fLen: file.size, ...facts } };
}

/** Measures of a picture or a film, so that its place is there before it is. What cannot be read has none. */
export async function factsOf(file: File, ctype: ContentType): Promise<FileFacts> {
  try {
    if (ctype === "image") return await pictureFacts(file);
    return ctype === "video" || ctype === "audio" ? await mediaFacts(file, ctype) : {};
  } catch {
    return {};
  }
}

async function pictureFacts(file: File): Promise<FileFacts> {
  const picture = await createImageBitmap(file);
  const { width, height } = picture;
  picture.close();
  return { width, height };
}

function mediaFacts(file: File, ctype: "video" | "audio"): Promise<FileFacts> {
  const url = URL.createObjectURL(file);
  const media = document.createElement(ctype);
  const facts = new Promise<FileFacts>((resolve, reject) => {
    media.onloadedmetadata = () => {
      const duration = Number.isFinite(media.duration) ? { duration: Math.ceil(media.duration) } : {};
      const size = media instanceof HTMLVideoElement ? { width: media.videoWidth, height: media.videoHeight } : {};
      resolve({ ...duration, ...size });
    };
    media.onerror = reject;
  });
  media.preload = "metadata";
  media.src = url;
  return facts.finally(() => URL.revokeObjectURL(url));
}
