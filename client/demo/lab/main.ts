/** The kit with one conversation of very many messages and no server: `?from=99000&to=100000`. */

import { ConversationView, OrioleProvider, OrioleRoot } from "oriole-client/vue";
import { createApp, h } from "vue";
import "../src/styles/page.css";
import { EndlessConversation, endlessClient } from "./endless-client";

const query = new URLSearchParams(location.hash.slice(1));
const conversation = new EndlessConversation(Number(query.get("from") ?? 1), Number(query.get("to") ?? 100_000));
const client = endlessClient(conversation);

const begun = performance.now();
createApp({
  render: () =>
    h(OrioleRoot, { language: "en", theme: "light" }, () =>
      h(OrioleProvider, { client }, () =>
        h(ConversationView, { xid: conversation.handle.xid, style: "height: 100dvh" }),
      ),
    ),
}).mount("#app");
requestAnimationFrame(() =>
  requestAnimationFrame(() => {
    document.body.dataset["paintedMs"] = String(performance.now() - begun);
  }),
);
