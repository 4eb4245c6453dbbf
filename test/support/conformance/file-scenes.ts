/** Happy paths of files. Every documented parameter is given. */

import { given, PIXEL, pattern, send, signOf, upload } from "../files.ts";
import type { Scene, Scenes, Stage } from "./stage.ts";

/** One user has sent a file to another, who may read it. */
async function received(stage: Stage): Promise<{ reader: Scene["by"]; sign: string }> {
  const [author, reader] = [await stage.user(), await stage.user()];
  return { reader: reader.api, sign: signOf(await upload(author, reader.uid, { bytes: pattern(100) })) };
}

const ignored = { h: 0, w: 0, store_token: "", sdk_sign: "", thumbnail_strategy: 2 };

export const fileScenes: Scenes = {
  "/file/upload/avatar/user": async (stage) => ({ by: (await stage.user()).api, with: {} }),
  "/file/upload/avatar/group": async (stage) => {
    const { gid, owner } = await stage.group();
    return { by: owner.api, with: { group_id: gid } };
  },
  "/file/upload/chat": async (stage) => ({
    by: (await stage.user()).api,
    with: { file_type: 100, to_id: (await stage.user()).uid, to_type: 1 },
  }),
  "/file/upload/forward": async (stage) => {
    const { reader, sign } = await received(stage);
    return { by: reader, with: { file_sign: sign, to_id: (await stage.user()).uid, to_type: 1 } };
  },
  "/file/download/chat": async (stage) => {
    const { reader, sign } = await received(stage);
    return { by: reader, with: { ...ignored, image_type: 1, format: "mp3", source: "miniprogram", file_sign: sign } };
  },
  "/file/download/avatar": async (stage) => {
    const user = await stage.user();
    const place = given(await user.api.get("/file/upload/avatar/user"));
    await send(user, place, { bytes: PIXEL, type: "image/png", name: "a.png" });
    const name = new URL(place.download_url).searchParams.get("object_name") ?? signOf(place.download_url);
    return { by: (await stage.user()).api, with: { ...ignored, image_type: 1, object_name: name } };
  },
};
