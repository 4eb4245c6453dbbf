import type { OrioleClient } from "../../index";
import { contentTypeOf } from "../composer/file-draft";
import type { FilesPort, FileTarget, UploadOptions } from "./files-port";
import { postForm } from "./post-form";

/** file_type of docs/files.md by what the file is. */
const FILE_TYPE = { image: 102, audio: 101, video: 103, file: 100 } as const;
/** to_type: a user, a group. */
const TO_USER = 1;
const TO_GROUP = 2;

/** An address that anybody may read by is asked for again before it ends, ms. */
const OPEN_MS = 3600_000;
const RENEW_BEFORE_MS = 300_000;

type Offer = (client: OrioleClient) => Promise<{ readonly upload_url: string; readonly download_url: string }>;

/** Files over the REST API of the client's own server. */
export function restFiles(client: OrioleClient): FilesPort {
  const open = new Map<string, { readonly url: Promise<string>; readonly untilMs: number }>();

  const upload = async (offer: Offer, file: File, options: UploadOptions) => {
    const { upload_url, download_url } = await offer(client);
    await postForm(upload_url, file, options);
    return download_url;
  };

  return {
    upload(file, to, options = {}) {
      return upload((from) => offerFor(from, file, to), file, options);
    },
    uploadAvatar(file, gid) {
      const offer: Offer = (from) =>
        gid === null
          ? from.request("GET", "/file/upload/avatar/user")
          : from.request("GET", "/file/upload/avatar/group", { query: { group_id: gid } });
      return upload(offer, file, {});
    },
    source(url) {
      const sign = /[?&]file_sign=([^&]+)$/.exec(url)?.[1] ?? /[?&]object_name=([^&]+)/.exec(url)?.[1];
      // Of another server, or public: the address is all there is to it.
      if (!sign) return Promise.resolve(url);
      const known = open.get(sign);
      if (known && known.untilMs - RENEW_BEFORE_MS > Date.now()) return known.url;
      const query = { file_sign: decodeURIComponent(sign), expire_seconds: OPEN_MS / 1000 };
      const asked = client.request("GET", "/file/download/url", { query }).then((answer) => answer.url);
      asked.catch(() => open.delete(sign));
      open.set(sign, { url: asked, untilMs: Date.now() + OPEN_MS });
      return asked;
    },
  };
}

function offerFor(client: OrioleClient, file: File, { xid, kind }: FileTarget): ReturnType<Offer> {
  const type = contentTypeOf(file);
  const file_type = type === "image" || type === "audio" || type === "video" ? FILE_TYPE[type] : FILE_TYPE.file;
  const query = { file_type, to_id: xid, to_type: kind === "group" ? TO_GROUP : TO_USER };
  return client.request("GET", "/file/upload/chat", { query });
}
