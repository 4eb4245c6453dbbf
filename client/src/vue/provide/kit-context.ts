import { type InjectionKey, inject, onScopeDispose, provide } from "vue";
import type { OrioleClient } from "../../index";
import { type Connection, useConnection } from "../connection/use-connection";
import { type Summaries, useConversations } from "../conversations/use-conversations";
import { type Typing, useTyping } from "../conversations/use-typing";
import { useToasts } from "../errors/toasts";
import type { FilesPort } from "../files/files-port";
import { restFiles } from "../files/rest-files";
import { refusesOutsider } from "../groups/outsider";
import { type People, usePeople } from "../people/use-people";

/** What the components below one provider share: all of it is of one client. */
export interface KitContext {
  readonly client: OrioleClient;
  readonly people: People;
  readonly connection: Connection;
  readonly summaries: Summaries;
  readonly typing: Typing;
  /** How files travel; null where the application moves none. */
  readonly files: FilesPort | null;
  /** What was being written in a conversation when it was left, by its id. */
  readonly drafts: Map<number, string>;
}

const key: InjectionKey<KitContext> = Symbol("oriole kit");

/** Gives the components below this one a client. Called once in setup; what it listens to ends with the component. */
export function provideClient(client: OrioleClient, files: FilesPort | null = restFiles(client)): KitContext {
  const context = {
    client,
    people: usePeople(client),
    connection: useConnection(client),
    summaries: useConversations(client),
    typing: useTyping(client),
    files,
    drafts: new Map<number, string>(),
  };
  const { report } = useToasts();
  onScopeDispose(
    client.on("error", (error) => {
      if (!refusesOutsider(error)) report(error);
    }),
  );
  provide(key, context);
  return context;
}

export function useKitIfAny(): KitContext | null {
  return inject(key, null);
}

export function useKit(): KitContext {
  const context = useKitIfAny();
  if (!context) throw new Error("oriole-client/vue: no <OrioleProvider> around this component");
  return context;
}

/** The client of the nearest provider. */
export function useClient(): OrioleClient {
  return useKit().client;
}
