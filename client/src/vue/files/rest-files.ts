import { fileUrl, uploadFile } from "../../files/index";
import type { OrioleClient } from "../../index";
import type { FilesPort } from "./files-port";

/** An address that anybody may read by is asked for again before it ends, ms. */
const OPEN_MS = 3600_000;
const RENEW_BEFORE_MS = 300_000;

/** Files of the client's own server. */
export function restFiles(client: OrioleClient): FilesPort {
  const open = new Map<string, { readonly url: Promise<string>; readonly untilMs: number }>();

  return {
    async upload(file, to, { progress, signal } = {}) {
      const moved = ({ loaded, total }: { loaded: number; total: number }) =>
        progress?.(total > 0 ? loaded / total : 0);
      return (await uploadFile(client, file, to, { progress: moved, signal })).url;
    },
    async uploadAvatar(file, gid) {
      return (await uploadFile(client, file, { avatar: gid ?? "mine" })).url;
    },
    source(url) {
      const known = open.get(url);
      if (known && known.untilMs - RENEW_BEFORE_MS > Date.now()) return known.url;
      const asked = fileUrl(client, url, { expireSeconds: OPEN_MS / 1000 });
      asked.catch(() => open.delete(url));
      open.set(url, { url: asked, untilMs: Date.now() + OPEN_MS });
      return asked;
    },
  };
}
