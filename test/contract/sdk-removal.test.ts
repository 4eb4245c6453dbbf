/** What stays of a conversation that was removed while something was said in it, against the real server. */

import { expect, it } from "vitest";
import { usePrivateServer } from "../support/private-server.ts";
import { useSdkClients } from "../support/sdk-clients.ts";

const server = usePrivateServer();
const clients = useSdkClients(server);

it("[OP-5] what is said right after a removal is shown on every device", async () => {
  const app = await server.current.app("sdk-removal");
  const [user, peer] = [await app.user("user"), await app.user("peer")];
  const online = async () => (await clients.online(app, user)).conversation(peer.uid);
  const [phone, tablet] = [await online(), await online()];
  const shown = () => [phone, tablet].map((one) => one.messages().map(({ content }) => content));
  const kept = async () => {
    const { data } = await user.api.get("/message/conversation", { opposite_id: peer.uid });
    return (data as { messages: { content: string }[] }).messages.map(({ content }) => content).reverse();
  };
  for (const round of [1, 2, 3]) {
    await phone.send(`before ${round}`);
    const removed = phone.remove(true);
    await phone.send(`after ${round}`);
    await removed;
    await phone.send(`last ${round}`);
    const left = await kept();
    expect(left).toContain(`last ${round}`);
    await expect.poll(shown).toEqual([left, left]);
  }
});
