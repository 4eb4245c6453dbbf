/** What a client is given to upload to. */

import { z } from "zod";
import type { Callers } from "../../operation";
import { publicOrigin } from "../public-origin";
import { downloadUrl, newFileSign } from "./file-sign";
import { sweepAbandoned } from "./removal";
import { signTicket } from "./ticket";

/** An upload URL may be used for this long, ms. */
export const UPLOAD_URL_MS = 3600_000;

export const uploadShape = z.object({
  upload_url: z.string(),
  download_url: z.string(),
  /** Existing clients read members of it without looking whether it is there. */
  oss_body_param: z.object({}),
  upload_method: z.literal("POST"),
});

/** [FILE-1] For one object of this kind in this scope. */
export async function offerUpload(
  caller: Callers["holder"],
  { kind, scope }: { kind: number; scope: string },
): Promise<z.infer<typeof uploadShape>> {
  const { env, app, uid, request, nowMs } = caller;
  const sign = await newFileSign(app);
  const ticket = { app: app.id, ...sign, kind, scope, uploader: uid ?? 0 };
  const origin = publicOrigin(request);
  const url = new URL("/file/upload", origin);
  url.searchParams.set("ticket", await signTicket(app, "upload", ticket, nowMs + UPLOAD_URL_MS));
  await sweepAbandoned(env, app.id, nowMs);
  return {
    upload_url: url.href,
    download_url: downloadUrl(origin, sign, kind),
    oss_body_param: {},
    upload_method: "POST",
  };
}
