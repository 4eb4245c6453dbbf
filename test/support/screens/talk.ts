/** What there is to see on the screens: people, what they said, and a picture. They say it through the SDK, and read what was said. */

import { createGroup, requestFriend } from "../../../client/src/actions/index.ts";
import { uploadFile } from "../../../client/src/files/index.ts";
import { type Conversation, createClient, type OrioleClient } from "../../../client/src/index.ts";
import { Api } from "../api.ts";
import type { User } from "../browser/chat-window.ts";

export interface Picture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

const SONG_SECONDS = 11;
const HEADER_BYTES = 44;
const SAMPLES_A_SECOND = 8_000;

type Line = readonly [who: OrioleClient, text: string];

/** Resolves when all is said; what it gives back ends the sessions. */
export async function fillWithTalk(
  url: string,
  appId: string,
  [alice, bob]: readonly [User, User],
  picture: Picture,
): Promise<() => void> {
  const api = new Api(url, { app_id: appId });
  const clients: OrioleClient[] = [];
  const come = async ({ name, password }: User) => {
    const client = createClient({ url, appId, agent: `${name}'s laptop` });
    clients.push(client);
    await client.login({ username: name, password });
    return client;
  };
  const newcomer = async (name: string) => {
    const user = { name, password: "of the screens" };
    await api.post("/user/register/v2", { username: name, password: user.password });
    const client = await come(user);
    await requestFriend(client, { user_id: a.uid });
    return client;
  };
  const a = await come(alice);
  const b = await come(bob);
  const clara = await newcomer("clara");
  const daniel = await newcomer("daniel");
  const mei = await newcomer("小美");

  await inTurn(await opposite(a, b), [
    [b, "Good morning! Did you see the oriole at the lake?"],
    [a, "I did. It sang for ten minutes."],
    [b, "Which lake?"],
    [a, "The small one behind the station."],
  ]);
  await show(a.conversation(b.uid), a, picture);
  await inTurn(await opposite(a, b), [[b, "What a light! See https://example.com/birds for when they leave."]]);
  await speak(b.conversation(a.uid), b);
  await inTurn(await opposite(a, b), [
    [a, "End of August, it says. Then we should go soon"],
    [b, "Sunday at eight, then. Bring the good binoculars."],
  ]);

  const demo = (await groupOf(b)).xid;
  await inTurn(
    (who) => who.conversation(demo),
    [
      [b, "Everybody here? The oriole is back at the lake."],
      [a, "Sunday at eight, at the bridge?"],
      [b, "I bring coffee."],
    ],
  );

  const { group_id: walk } = await createGroup(mei, { name: "周末观鸟", user_list: [a.uid, b.uid, clara.uid] });
  await inTurn(
    (who) => who.conversation(walk),
    [
      [mei, "大家早！湖边的黄鹂回来了，周日一起去看吗？"],
      [a, "太好了，几点集合？"],
      [mei, "那就周日早上八点，桥头见！"],
      [b, "好，我带咖啡"],
    ],
  );

  await inTurn(await opposite(a, clara), [
    [a, "Are you coming on Sunday?"],
    [clara, "Yes! And my sister too."],
  ]);
  for (const text of ["The tickets are here.", "Shall I print them?"]) await daniel.conversation(a.uid).send(text);
  return () => {
    for (const client of clients) client.close();
  };
}

/** The conversation of two, from either side. */
async function opposite(one: OrioleClient, other: OrioleClient): Promise<(who: OrioleClient) => Conversation> {
  return (who) => who.conversation(who === one ? other.uid : one.uid);
}

/** One after the other, and whoever speaks has read what came before. */
async function inTurn(of: (who: OrioleClient) => Conversation, lines: readonly Line[]): Promise<void> {
  const speakers = new Set(lines.map(([who]) => who));
  for (const [who, text] of lines) {
    const { mid } = await of(who).send(text);
    for (const other of speakers)
      await until(other, () =>
        of(other)
          .messages()
          .some((message) => message.mid === mid),
      );
    for (const other of speakers) await of(other).markRead();
  }
}

async function show(to: Conversation, from: OrioleClient, { bytes, width, height }: Picture): Promise<void> {
  const name = "oriole.png";
  const { url, size } = await uploadFile(from, new File([bytes], name, { type: "image/png" }), to);
  await to.send({ ctype: "image", attachment: { url, dName: name, fLen: size, width, height } });
}

/** A voice note, of which nobody will hear more than a second of silence. */
async function speak(to: Conversation, from: OrioleClient): Promise<void> {
  const name = "song.wav";
  const { url, size } = await uploadFile(from, new File([silence()], name, { type: "audio/wav" }), to);
  await to.send({ ctype: "audio", attachment: { url, dName: name, fLen: size, duration: SONG_SECONDS } });
}

/** One second of it as a WAV file: 8,000 samples of 8 bits. */
function silence(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEADER_BYTES + SAMPLES_A_SECOND).fill(0x80);
  const view = new DataView(bytes.buffer);
  const text = (at: number, letters: string) => bytes.set(new TextEncoder().encode(letters), at);
  text(0, "RIFF");
  view.setUint32(4, bytes.length - 8, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  // PCM, one channel.
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, SAMPLES_A_SECOND, true);
  view.setUint32(28, SAMPLES_A_SECOND, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  text(36, "data");
  view.setUint32(40, SAMPLES_A_SECOND, true);
  return bytes;
}

/** The group that the demo begins with. */
async function groupOf(client: OrioleClient): Promise<Conversation> {
  const find = () => client.conversations().find(({ kind }) => kind === "group");
  await until(client, () => find() !== undefined);
  return client.conversation(find()?.xid ?? 0);
}

function until(client: OrioleClient, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stops: (() => void)[] = [];
    const look = () => {
      if (!holds()) return;
      for (const stop of stops) stop();
      resolve();
    };
    for (const name of ["message", "messageUpdated", "conversation", "sync"] as const)
      stops.push(client.on(name, look));
    look();
  });
}
