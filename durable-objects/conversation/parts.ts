/** What a conversation object is made of, and how its parts hear of each other, of hubs, of D1 and of webhooks. */

import { type ErrorName, OrioleError } from "../../protocol/errors";
import { type Conversation, type ConversationName, conversationKey, slotOf } from "../../protocol/ids";
import { archiverStub, type Env, hubStub, hubStubNamed } from "../env";
import { logError, logEvent } from "../log-event";
import { RulesReader } from "../moderation/app-rules";
import type { Entry } from "../rpc";
import { applySteps } from "../schema-steps";
import { reportFailure } from "../webhooks/failures";
import { post } from "../webhooks/post";
import { AckBatch } from "./ack-batch";
import { AlarmSchedule } from "./alarm-schedule";
import { Archive } from "./archive";
import { Committer, type SpeechRules } from "./committer";
import { DirectEntry } from "./direct-entry";
import { DirectSession } from "./direct-session";
import { DirectSockets } from "./direct-sockets";
import type { Effects } from "./effects";
import { Facts } from "./facts";
import { Fanout } from "./fanout";
import { Forwarder } from "./forwarder";
import { Group } from "./group/group";
import { GroupMirror } from "./group/mirror";
import { groupSchema } from "./group/schema";
import { Log } from "./log";
import { Paging } from "./paging";
import { PendingNotices } from "./pending-notices";
import { Relation } from "./relation";
import { conversationSchema } from "./schema";
import { Screening } from "./screening";
import { Sequencer } from "./sequencer";
import { Silenced } from "./silenced";
import { bars, barsEntry } from "./standing";
import { newViewer, type Viewer, Viewers } from "./viewers";

export class Parts {
  readonly log: Log;
  readonly viewers: Viewers;
  readonly group: Group | null;
  /** These two are for groups alone, `relation` for two users. */
  readonly mirror: GroupMirror | null;
  readonly pending: PendingNotices | null;
  readonly relation: Relation | null;
  readonly paging: Paging;
  readonly rules: RulesReader;
  readonly silenced: Silenced;
  readonly screening: Screening;
  readonly sequencer: Sequencer;
  readonly sockets: DirectSockets;
  readonly entry: DirectEntry;
  readonly session: DirectSession;
  readonly fanout: Fanout;
  readonly alarms: AlarmSchedule;
  readonly archive: Archive;
  readonly forwarder: Forwarder;
  readonly acks = new AckBatch();
  readonly #facts: Facts;
  readonly #committer: Committer;
  readonly #ctx: DurableObjectState;
  readonly #env: Env;
  readonly #app: string;
  readonly #conversation: Conversation;
  readonly #key: string;

  constructor(ctx: DurableObjectState, env: Env, { app, conversation }: ConversationName) {
    this.#app = app;
    this.#conversation = conversation;
    this.#key = conversationKey(conversation);
    this.#ctx = ctx;
    this.#env = env;
    applySteps(ctx.storage, conversationSchema);
    const { sql } = ctx.storage;
    this.log = new Log(sql, slotOf(this.#key));
    this.viewers = new Viewers(sql, conversation);
    this.#facts = new Facts(sql);
    this.group = this.#newGroup();
    this.mirror = this.#newMirror(this.group);
    this.pending = this.group && new PendingNotices(sql, this.#key);
    this.relation = this.#newRelation();
    this.paging = new Paging(conversation, this.log, this.viewers, this.group);
    this.rules = this.#newRules();
    this.silenced = new Silenced(this.#speech(), this.#facts);
    this.screening = this.#newScreening();
    this.#committer = new Committer(conversation, this.log, this.viewers, {
      speech: this.silenced,
      messages: this.rules,
      atomically: (work) => ctx.storage.transactionSync(work),
    });
    this.sockets = new DirectSockets(ctx, conversation, this.#withheld);
    this.entry = this.#newEntry();
    this.fanout = this.#newFanout();
    this.alarms = new AlarmSchedule(ctx.storage);
    this.archive = this.#newArchive();
    this.forwarder = this.#newForwarder();
    this.sequencer = this.#newSequencer();
    this.session = this.#newSession();
  }

  /** What was committed goes to the direct sockets, to the hubs, and later to D1. */
  tell(effects: Effects): void {
    const [first] = effects.entries;
    if (first) {
      this.archive.arm();
      this.forwarder.committed(first.entry.prevMid);
    }
    this.sockets.push(effects);
    this.fanout.push(effects);
    this.acks.flush();
  }

  viewer(uid: number): Viewer {
    return this.viewers.get(uid) ?? newViewer(uid);
  }

  reload(): void {
    this.log.reload();
    this.viewers.reload();
    this.group?.reload();
    this.fanout.membersChanged();
  }

  /** Not all of a batch with these operations is for this user, who is to ask for what is. */
  readonly #withheld = (uid: number, operations: readonly Entry[]): boolean =>
    (this.group?.receivesNothing(uid) ?? false) || this.paging.concernUnseen(this.viewer(uid), operations);

  #newFanout(): Fanout {
    return new Fanout(this.#key, {
      participants: () => this.viewers.participants(),
      attached: (uid) => this.sockets.present(uid, Date.now()),
      withheld: this.#withheld,
      head: () => ({ mid: this.log.head.mid, seq: this.log.head.seq }),
      deliver: async (block, delivery) => {
        const [answer] = await hubStubNamed(this.#env, `${this.#app}:${block}`).deliver([delivery]);
        return answer ?? { park: [] };
      },
      taken: (notices) => this.pending?.taken(notices),
      gaveUp: (block, error, notices) => {
        this.pending?.failed(notices);
        logError("conversation.delivery_failed", error, { id: this.#ctx.id.name, block });
        this.archive.undelivered();
      },
    });
  }

  #newArchive(): Archive {
    return new Archive(this.log, this.#facts, {
      alarm: this.alarms.named("archive"),
      app: this.#app,
      conversation: this.#key,
      kind: this.#conversation.kind,
      db: this.#env.DB,
      lingerMs: Number(this.#env.LINGER_MS),
      store: (writes) => archiverStub(this.#env, this.#app, slotOf(this.#key)).store(writes),
      delivered: () => this.fanout.idle,
      announce: () => {
        this.fanout.announce();
        this.fanout.notify(this.pending?.collect() ?? []);
      },
      nudge: () => {
        for (const uid of this.sockets.silent(Date.now())) this.fanout.announceTo(uid);
      },
      confirm: () => this.fanout.confirm(),
      mirror: async () => this.mirror?.run(),
      failed: (error) => logError("conversation.archive_failed", error, { id: this.#ctx.id.name }),
    });
  }

  #newForwarder(): Forwarder {
    const [app, conversation] = [this.#app, this.#key];
    return new Forwarder(this.log, this.#facts, {
      app,
      conversation,
      fresh: async () => {
        const unknown = await this.rules.ready(Date.now());
        if (unknown) throw new OrioleError(unknown);
      },
      receiver: () => this.rules.afterSend,
      post,
      alarm: this.alarms.named("forwarder"),
      report: (failure) => reportFailure(this.#env.DB, app, conversation, failure, Date.now()),
      background: (work) => this.#ctx.waitUntil(work),
      now: () => Date.now(),
    });
  }

  #newSequencer(): Sequencer {
    return new Sequencer({
      apply: (item, nowMs, effects) => this.#committer.apply(item, nowMs, effects),
      synced: () => this.#ctx.storage.sync(),
      rolledBack: () => this.reload(),
      committed: (effects) => this.tell(effects),
      now: () => Date.now(),
      unexpected: (error) => logError("conversation.commit_failed", error, { id: this.#ctx.id.name }),
    });
  }

  #newEntry(): DirectEntry {
    return new DirectEntry({
      key: this.#key,
      barred: async () => {
        const refusal = await this.#standing();
        return refusal && barsEntry(refusal, this.#anythingSaid) ? refusal : null;
      },
      takesPart: (uid) => this.viewers.takesPart(uid),
      hub: (uid) => hubStub(this.#env, this.#app, uid),
      silence: (uid, untilMs) => this.silenced.set(uid, untilMs),
    });
  }

  #newSession(): DirectSession {
    return new DirectSession(this.#conversation, {
      submit: (items, settled) => this.screening.pass(items, (screened) => this.sequencer.submit(screened, settled)),
      page: (request) => this.paging.page(this.viewer(request.uid), request, Date.now()),
      history: (request) => this.paging.history(this.viewer(request.uid), request),
      view: (uid) => this.paging.view(this.viewer(uid)),
      now: () => Date.now(),
    });
  }

  #newGroup(): Group | null {
    if (this.#conversation.kind !== "group") return null;
    applySteps(this.#ctx.storage, groupSchema, "group_schema_step");
    return new Group(this.#ctx.storage.sql, this.#conversation.gid, this.log, this.viewers, this.#facts);
  }

  #newMirror(group: Group | null): GroupMirror | null {
    if (!group) return null;
    const mirrored = { app: this.#app, info: () => group.core.stored, unlisted: group.files.unlisted };
    return new GroupMirror(this.#env.DB, mirrored, this.viewers, this.#facts);
  }

  #newRelation(): Relation | null {
    if (this.#conversation.kind === "group") return null;
    const { low, high } = this.#conversation;
    const failed = (error: unknown) => logError("conversation.relation_unreadable", error, { id: this.#ctx.id.name });
    const strangersMayChat = () => this.rules.last?.app.settings.strangers_may_chat ?? true;
    return new Relation({ db: this.#env.DB, app: this.#app, low, high, strangersMayChat, failed }, this.#facts);
  }

  #newRules(): RulesReader {
    const failed = (error: unknown) => logError("conversation.rules_unreadable", error, { id: this.#ctx.id.name });
    return new RulesReader({ db: this.#env.DB, app: this.#app, failed });
  }

  #newScreening(): Screening {
    return new Screening(this.rules, {
      app: this.#app,
      conversation: this.#key,
      standing: () => this.#standing(),
      bars: (refusal, item) => bars(refusal, this.#anythingSaid, item),
      speech: (item, nowMs) => this.#committer.speech(item, nowMs),
      post,
      failed: (error) => logEvent("conversation.before_send_failed", { id: this.#ctx.id.name, error }),
      now: () => Date.now(),
    });
  }

  #speech(): SpeechRules {
    const speech = this.group ?? this.relation;
    if (!speech) throw new Error(`neither a group nor two users: ${this.#ctx.id.name}`);
    return speech;
  }

  #standing(): Promise<ErrorName | null> | null {
    if (this.relation) return this.relation.ready();
    return this.group?.exists ? null : Promise.resolve("GroupNotExist");
  }

  get #anythingSaid(): boolean {
    return this.log.head.seq > 0;
  }
}
