/** Under which headers a file leaves: a browser must never take what users upload for a page of this origin. */

import { isMarkup } from "./media-type";

/** What a browser shows or plays by itself; anything else it is to save. */
const SHOWN = /^(image\/(?!svg)|audio\/|video\/|text\/plain$)/;

/** Long, because what is behind a URL never changes; private, because not everybody may have it. */
const CACHE = "private, max-age=86400, immutable";

export interface Shown {
  type: string;
  name: string;
  etag: string;
}

export function downloadHeaders({ type, name, etag }: Shown): Headers {
  return new Headers({
    "content-type": contentType(type),
    "content-disposition": disposition(SHOWN.test(type) ? "inline" : "attachment", name),
    etag,
    "cache-control": CACHE,
    "x-content-type-options": "nosniff",
    // Where a browser shows it as a document all the same, nothing in it runs or loads.
    "content-security-policy": "default-src 'none'; sandbox",
    // Apps of other origins show it in <img> and <video>.
    "cross-origin-resource-policy": "cross-origin",
  });
}

function contentType(type: string): string {
  if (isMarkup(type)) return "application/octet-stream";
  return type === "text/plain" ? "text/plain; charset=utf-8" : type;
}

/** RFC 6266: the name in ASCII for old readers, and whole for all others. */
function disposition(kind: "inline" | "attachment", name: string): string {
  if (name === "") return kind;
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const whole = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `${kind}; filename="${plain}"; filename*=UTF-8''${whole}`;
}
