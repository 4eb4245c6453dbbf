/**
 * The object that carries an app's broadcasts to all of its users, some thousand at a time. What it has yet to do is
 * stored and its alarm set before anybody hears of it, so it goes on after whatever ends it.
 */

import { DurableObject } from "cloudflare:workers";
import { pb } from "../../protocol/codec";
import { SYSTEM_UID } from "../../protocol/ids";
import { backoffMs } from "../batch-queue";
import { type Env, hubStubNamed } from "../env";
import { groupByHub } from "../group-by-hub";
import { logError } from "../log-event";
import type { BroadcastRequest, BroadcastRpc, BroadcastState, Outcome } from "../rpc";
import { applySteps } from "../schema-steps";
import { audienceAfter, audienceSize } from "./audience";
import { Broadcasts, type Unfinished } from "./broadcasts";
import { broadcastSchema } from "./schema";

/** Users between two notes of how far it has come: four hubs or more, called at once. */
const USERS_AT_ONCE = 1024;
/** Batches of one alarm. */
const BATCHES = 16;
/** Broadcasts of one app that may wait. */
const MAX_WAITING = 100;
const RETRY = { firstMs: 500, capMs: 60_000 };

export class BroadcastDO extends DurableObject<Env> implements BroadcastRpc {
  readonly #app: string;
  readonly #broadcasts: Broadcasts;
  #attempt = 0;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#app = ctx.id.name ?? "";
    applySteps(ctx.storage, broadcastSchema);
    this.#broadcasts = new Broadcasts(ctx.storage.sql);
    // An alarm can get lost; what it was for cannot.
    if (this.#broadcasts.unfinished()) void ctx.storage.setAlarm(Date.now());
  }

  async begin({ once, payload }: BroadcastRequest): Promise<Outcome<BroadcastState>> {
    const begun = Date.now();
    const total = await audienceSize(this.env.DB, this.#app, begun);
    const held = once === null ? null : this.#broadcasts.heldAs(once);
    if (held) return { ok: true, value: held };
    if (this.#broadcasts.waiting >= MAX_WAITING) return { ok: false, error: "ServerTooManyRequest" };
    const value = this.#broadcasts.add({ once, payload, begun, total });
    void this.ctx.storage.setAlarm(begun);
    return { ok: true, value };
  }

  async list(limit: number): Promise<BroadcastState[]> {
    return this.#broadcasts.list(limit);
  }

  /** Never throws: the runtime gives up on alarms that do. */
  override async alarm(): Promise<void> {
    try {
      for (let batch = 0; batch < BATCHES; batch++) {
        const current = this.#broadcasts.unfinished();
        if (!current) return;
        await this.#carryOn(current);
        this.#attempt = 0;
      }
      await this.ctx.storage.setAlarm(Date.now());
    } catch (error) {
      logError("broadcast.batch_failed", error, { id: this.ctx.id.name });
      await this.ctx.storage.setAlarm(Date.now() + RETRY.firstMs + backoffMs(this.#attempt++, Math.random(), RETRY));
    }
  }

  /** The next users. Whoever had it before an end in the middle is not given it again: hubs know it by its name. */
  async #carryOn(current: Unfinished): Promise<void> {
    const uids = await audienceAfter(this.env.DB, this.#app, current, USERS_AT_ONCE);
    const notice = {
      ns: pb.Meta.NameSpace.MESSAGE,
      from: SYSTEM_UID,
      fromSn: 0,
      payload: current.payload,
      once: `broadcast.${current.id}`,
    };
    const byHub = groupByHub(this.#app, uids, (uid) => uid);
    await Promise.all([...byHub].map(([hub, own]) => hubStubNamed(this.env, hub).notifyEach(own, notice)));
    this.#broadcasts.advance(current.id, uids, uids.length < USERS_AT_ONCE, Date.now());
  }
}
