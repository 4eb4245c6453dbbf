/** What a conversation answers. */

import type { ErrorName } from "../../protocol/errors";
import type { GroupChanges, GroupReads } from "../group-rpc";
import type { Entry } from "./log";
import type { Outcome } from "./outcome";
import type {
  HistoryPage,
  HistoryRequest,
  Page,
  PageRequest,
  Resumed,
  ResumeRequest,
  SearchRequest,
  View,
} from "./pages";
import type { Publish, PublishOutcome } from "./publish";

/** `bannedUntil`: as in setBan; absent: 0. */
export type DirectOpened = Outcome<true> & { bannedUntil?: number };

/** The conversation object, as hubs and the Worker call it. Its own name (`ctx.id.name`) says which app and conversation it is. */
export interface ConversationRpc {
  /** `hub` is the block of the calling hub, which then gets what it has to deliver of this with the answer. */
  publish(batch: Publish[], hub?: number): Promise<PublishOutcome>;
  /** The hub wants deliveries for this user again; answers where the log stands and what the user's device lacks. */
  resume(request: ResumeRequest): Promise<Resumed>;
  page(request: PageRequest): Promise<Outcome<Page>>;
  history(request: HistoryRequest): Promise<Outcome<HistoryPage>>;
  /** What this user sees there that matches, newest first within each stretch. */
  search(request: SearchRequest): Promise<Entry[]>;
  /** Writes all of its messages to D1 again, searchable texts included. */
  rewriteArchive(): Promise<void>;
  /** Whether each mid is an entry of this log. */
  holds(mid: number): Promise<boolean>;
  /** Close the direct sockets of a device (or of every device of the user). */
  kick(uid: number, sn: number | null, error: ErrorName): Promise<void>;
  /** Close the direct sockets of all devices of the user but these. */
  kickExcept(uid: number, staying: number[], error: ErrorName): Promise<void>;
  /** What the two of a direct conversation are to each other has changed in D1. */
  relationChanged(): Promise<void>;
  /** A user with direct sockets here may send nothing in the whole app until then, ms; -1: until it is undone, 0: may. */
  setBan(uid: number, untilMs: number): Promise<void>;
  /** Tells the app's server again what came after this mid. */
  replayWebhook(after: number): Promise<Outcome<{ entries: number }>>;
  /** Asks the group something, by the names of group-rpc.ts. */
  readGroup<N extends keyof GroupReads>(
    name: N,
    input: GroupReads[N]["input"],
  ): Promise<Outcome<GroupReads[N]["output"]>>;
  /** Changes the group; the answer comes when the change is stored, and D1 shows it unless D1 is down. `byApp`: absent, false. */
  changeGroup<N extends keyof GroupChanges>(
    name: N,
    input: GroupChanges[N]["input"],
    byApp?: boolean,
  ): Promise<Outcome<GroupChanges[N]["output"]>>;
  /** Where the log stands for this user, without waking deliveries. */
  view(uid: number): Promise<View>;
}
