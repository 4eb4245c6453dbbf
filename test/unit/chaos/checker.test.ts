/** The judge of the chaos run must be able to say no. */

import { describe, expect, it } from "vitest";
import {
  type ArchivedEntry,
  type Evidence,
  problemsOf,
  type SentMessage,
  type View,
} from "../../support/chaos/checker.ts";

const DEVICES = ["1/1", "2/1", "2/2"];

/** A healthy run of nine messages by three devices. */
function healthy(): { conversation: string; archive: ArchivedEntry[]; sent: SentMessage[]; views: View[] } {
  const notice = { mid: 10, seq: 1, device: "1/0", content: "" };
  const messages = Array.from({ length: 9 }, (_, n) => {
    return { mid: 20 + n * 5, seq: n + 2, device: DEVICES[n % 3] ?? "", content: `message ${n}` };
  });
  const archive = [notice, ...messages];
  const sent = messages.map(({ device, content, mid, seq }) => ({ device, content, ack: { mid, seq } }));
  const views = DEVICES.map((device) => ({
    name: `${device} events`,
    without: device,
    messages: messages.filter((entry) => entry.device !== device),
  }));
  views.push({ name: "history", without: "", messages });
  return { conversation: "g:1", archive, sent, views };
}

function changedView(change: (messages: View["messages"][number][]) => void): Evidence {
  const run = healthy();
  const [view, ...others] = run.views;
  if (!view) throw new Error("no view");
  const messages = [...view.messages];
  change(messages);
  return { ...run, views: [{ ...view, messages }, ...others] };
}

describe("the checker of the chaos run", () => {
  it("finds nothing in a healthy run", () => {
    expect(problemsOf(healthy())).toEqual([]);
  });

  it("takes an archive in any order of rows", () => {
    const run = healthy();
    expect(problemsOf({ ...run, archive: run.archive.reverse() })).toEqual([]);
  });

  it("takes an unacked message that was stored, and one that was not", () => {
    const run = healthy();
    const sent = run.sent.map((one, at) => (at === 3 ? { ...one, ack: null } : one));
    expect(problemsOf({ ...run, sent: [...sent, { device: "1/1", content: "never stored", ack: null }] })).toEqual([]);
  });

  it("takes an ack that does not tell the seq", () => {
    const run = healthy();
    const sent = run.sent.map((one) => ({ ...one, ack: one.ack && { ...one.ack, seq: 0 } }));
    expect(problemsOf({ ...run, sent })).toEqual([]);
  });

  it("[INV-1] finds an acked message that is not in the archive", () => {
    const run = healthy();
    const sent = [...run.sent, { device: "1/1", content: "gone", ack: { mid: 99, seq: 12 } }];
    expect(problemsOf({ ...run, sent })).toEqual(['g:1: lost: "gone" was acked as 99']);
  });

  it("[INV-1] finds an ack that names another place", () => {
    const run = healthy();
    const sent = run.sent.map((one, at) => (at === 0 ? { ...one, ack: { mid: 20, seq: 3 } } : one));
    expect(problemsOf({ ...run, sent })).toEqual(['g:1: "message 0" was acked as 20/3 and is 20/2']);
  });

  it("[INV-2] finds a doubled message, acked or not", () => {
    const run = healthy();
    const again = { mid: 100, seq: 11, device: "1/1", content: "message 0" };
    const sent = run.sent.map((one, at) => (at === 0 ? { ...one, ack: null } : one));
    const problems = problemsOf({ ...run, sent, archive: [...run.archive, again] });
    expect(problems).toContain('g:1: doubled: "message 0" has mids 20, 100');
  });

  it("[INV-3] finds a gap, a double seq and a mid that does not grow", () => {
    const run = healthy();
    const at = (change: Partial<ArchivedEntry>) =>
      problemsOf({
        ...run,
        views: [],
        sent: [],
        archive: run.archive.map((row) => (row.seq === 5 ? { ...row, ...change } : row)),
      });
    expect(at({ seq: 50 })).toContain("g:1: the archive has seq 6 in place 5");
    expect(at({ seq: 4 })).toContain("g:1: the archive has seq 4 in place 5");
    expect(at({ mid: 11 })).toContain("g:1: mid 11 of seq 5 is not after 30");
  });

  it("[INV-9] finds a message that nobody sent, or another device's", () => {
    const run = healthy();
    const archive = [...run.archive, { mid: 200, seq: 11, device: "1/1", content: "who said that" }];
    expect(problemsOf({ ...run, views: [], archive })).toEqual(['g:1: invented: "who said that" (200)']);
    const forged = run.archive.map((row) => (row.seq === 2 ? { ...row, device: "2/2" } : row));
    expect(problemsOf({ ...run, views: [], archive: forged })).toEqual(['g:1: "message 0" of 1/1 is stored as 2/2\'s']);
  });

  it("[INV-4] finds a message that a device did not see", () => {
    const evidence = changedView((messages) => messages.splice(2, 1));
    expect(problemsOf(evidence)).toEqual(['g:1: 1/1 events misses "message 4" (seq 6, mid 40)']);
  });

  it("[INV-4] finds a message that a device saw twice", () => {
    const evidence = changedView((messages) => messages.splice(3, 0, ...messages.slice(2, 3)));
    expect(problemsOf(evidence)).toEqual(["g:1: 1/1 events saw 40 2 times"]);
  });

  it("[INV-3] finds messages that a device saw in another order", () => {
    const evidence = changedView((messages) => messages.splice(1, 2, ...messages.slice(1, 3).reverse()));
    expect(problemsOf(evidence)).toEqual(['g:1: 1/1 events saw "message 2" (seq 4) after a later one']);
  });

  it("[INV-9] finds a message that is not there, is its own, or says something else", () => {
    const strange = changedView((messages) => messages.push({ mid: 999, content: "what" }));
    expect(problemsOf(strange)).toEqual(['g:1: 1/1 events saw "what" (999), which is not for it or not there']);
    const own = changedView((messages) => messages.push({ mid: 20, content: "message 0" }));
    expect(problemsOf(own)).toEqual(['g:1: 1/1 events saw "message 0" (20), which is not for it or not there']);
    const changed = changedView((messages) => messages.splice(0, 1, { mid: 25, content: "other" }));
    expect(problemsOf(changed)).toEqual(['g:1: 1/1 events saw "other" where "message 1" is (25)']);
  });

  it("lists a few of many problems and counts the rest", () => {
    const evidence = changedView((messages) => messages.splice(0, 6));
    const problems = problemsOf(evidence);
    expect(problems).toHaveLength(6);
    expect(problems.at(-1)).toBe("g:1: 1/1 events … and 1 more");
  });
});
