/** Happy paths of messages. Every documented parameter is given. */

import type { Scene, Scenes, Stage } from "./stage.ts";

const text = { content_type: 0, content: "hello", attachment: "", config: "{}", ext: "{}" };

/** One user has written to another. */
async function written(stage: Stage) {
  const [author, reader] = [await stage.user(), await stage.user()];
  const mid = await stage.say(author, 1, reader.uid);
  return { author, reader, mid };
}

/** The app writes in a user's name. */
async function sent(stage: Stage): Promise<Scene> {
  const { author, reader, mid } = await written(stage);
  const whose = { from_user_id: author.uid, type: 1, targets: [reader.uid] };
  const more = { related_mid: mid, transaction_id: mid, online_only: false };
  return { by: stage.admin, with: { ...text, ...whose, ...more } };
}

export const messageScenes: Scenes = {
  "/message/send": sent,
  "/message/notify": sent,
  "/ai/message/send": sent,
  "/message/broadcast": async (stage) => {
    await stage.user();
    return { by: stage.admin, with: { ...text, type: 1 } };
  },
  "/message/recall": async (stage) => {
    const { author, reader, mid } = await written(stage);
    return { by: author.api, with: { conversation_id: reader.uid, msg_id: mid } };
  },
  "/message/ack": async (stage) => {
    const { author, reader, mid } = await written(stage);
    return { by: reader.api, with: { conversation_id: author.uid, msg_id: mid, device_sn: 1 } };
  },
  "GET /message/conversation": async (stage) => {
    const { author, reader } = await written(stage);
    return { by: reader.api, with: { opposite_id: author.uid, msg_id_start: 0, limit: 10 } };
  },
  "/message/conversation": async (stage) => {
    const { author, reader } = await written(stage);
    return { by: reader.api, with: { conversation_id: author.uid } };
  },
  "/message/unread": async (stage) => ({ by: (await written(stage)).reader.api, with: {} }),
};
