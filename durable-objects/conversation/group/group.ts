/** A group: the parts that its object shares between them. */

import type { ErrorName } from "../../../protocol/errors";
import type { SpeechRules } from "../committer";
import type { Facts } from "../facts";
import type { Log } from "../log";
import type { Visibility } from "../paging";
import type { Viewers } from "../viewers";
import { Admission } from "./admission";
import { Announcements } from "./announcements";
import { Applications } from "./applications";
import { Bans } from "./bans";
import { Blocklist } from "./blocklist";
import { GroupCore } from "./core";
import { Invitations } from "./invitations";
import { Membership } from "./membership";
import { PendingInvitations } from "./pending-invitations";
import { Receipts } from "./receipts";
import { Settings } from "./settings";
import { SharedFiles } from "./shared-files";

export class Group implements SpeechRules, Visibility {
  readonly core: GroupCore;
  readonly announcements: Announcements;
  readonly applications: Applications;
  readonly bans: Bans;
  readonly blocklist: Blocklist;
  readonly files: SharedFiles;
  readonly invitations: Invitations;
  readonly members: Membership;
  readonly receipts: Receipts;
  readonly settings: Settings;

  constructor(sql: SqlStorage, gid: number, log: Log, viewers: Viewers, facts: Facts) {
    this.core = new GroupCore(gid, log, viewers, facts);
    this.bans = new Bans(sql, this.core);
    this.blocklist = new Blocklist(sql, this.core);
    this.settings = new Settings(sql, this.core);
    this.announcements = new Announcements(sql, this.core);
    this.files = new SharedFiles(sql, this.core);
    this.receipts = new Receipts(this.core, log);
    const pending = new PendingInvitations(sql, gid);
    const admission = new Admission(sql, this.core, this.blocklist, pending);
    this.members = new Membership(this.core, admission, this.bans);
    this.applications = new Applications(sql, this.core, admission);
    this.invitations = new Invitations(pending, this.core, admission);
  }

  /** After a rollback the caches are ahead of the tables. */
  reload(): void {
    this.core.reload();
    this.bans.reload();
    this.settings.reload();
  }

  get exists(): boolean {
    return this.core.exists;
  }

  get readAck(): boolean {
    return this.core.settings?.readAck ?? false;
  }

  get historyVisible(): boolean {
    return this.core.settings?.historyVisible ?? false;
  }

  receivesNothing(uid: number): boolean {
    return this.settings.receivesNothing(uid);
  }

  refusalFor(uid: number, nowMs: number): ErrorName | null {
    return this.exists ? this.bans.refusalFor(uid, nowMs) : "GroupNotExist";
  }
}
