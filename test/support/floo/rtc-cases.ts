import { expect } from "vitest";
import type { Cases, Stage } from "./stage.ts";

const rtc = ({ ann }: Stage) => ann.im.rtcManage;

/** Whatever needs a media server: rejected by name, and told to the call's screen. */
const refused = (start: (stage: Stage) => Promise<never>) => async (stage: Stage) => {
  const hangups: boolean[] = [];
  rtc(stage).initRTCEngine({ hangupCall: (active) => hangups.push(active) });
  await expect(start(stage)).rejects.toMatchObject({ message: "ServerRtcNotOpen", code: 733 });
  expect(hangups).toEqual([true]);
  await stage.ann.hears("flooError", ({ category }) => category === "ServerRtcNotOpen");
  rtc(stage).destroy();
};

/** Without a call there is nothing to do, and doing it breaks nothing: not even a call's state. */
const idle = (work: (stage: Stage) => void) => async (stage: Stage) => {
  expect(work(stage)).toBeUndefined();
  expect(rtc(stage).getInCallStatus()).toBe(false);
};

/** rtcManage, method by method, on a server without a media server. */
export const rtcCases: Cases = {
  initRTCEngine: refused((s) => rtc(s).joinRoom()),
  sendRTCMessage: async ({ ann, bob, scene }) => {
    const callId = scene.text();
    const config = JSON.stringify({ action: "hangup", callId });
    const mid = ann.im.rtcManage.sendRTCMessage({ uid: bob.uid, content: "busy", config });
    await ann.hears("onSendingMessageStatusChanged", (sent) => sent.status === "sent" && sent.mid === mid);
    const got = await bob.hears("onRosterRTCMessage", (message) => message.config?.["callId"] === callId);
    expect(got).toMatchObject({ type: "rtc", content: "busy", from: String(ann.uid) });
  },
  joinRoom: refused((s) => rtc(s).joinRoom()),
  publish: refused((s) => rtc(s).publish("video", true, true, 640, 480)),
  subscribe: refused((s) => rtc(s).subscribe([])),
  leaveRoom: idle((s) => rtc(s).leaveRoom()),
  unPublish: idle((s) => rtc(s).unPublish()),
  unSubscribe: idle((s) => rtc(s).unSubscribe(1)),
  destroy: async (stage) => {
    const hangups: boolean[] = [];
    rtc(stage).initRTCEngine({ hangupCall: (active) => hangups.push(active) });
    rtc(stage).destroy();
    await expect(rtc(stage).joinRoom()).rejects.toThrow("ServerRtcNotOpen");
    expect(hangups).toEqual([]);
  },
  muteLocalAudio: idle((s) => rtc(s).muteLocalAudio(true)),
  muteLocalVideo: idle((s) => rtc(s).muteLocalVideo(true)),
  muteRemoteAudio: idle((s) => rtc(s).muteRemoteAudio({}, true)),
  muteRemoteVideo: idle((s) => rtc(s).muteRemoteVideo({}, true)),
  getInCallStatus: async (s) => expect(rtc(s).getInCallStatus()).toBe(false),
  getJanusObject: async (s) => expect(rtc(s).getJanusObject()).toBeNull(),
  getPublishHandler: async (s) => expect(rtc(s).getPublishHandler()).toBeNull(),
  getSubscribeHandler: async (s) => expect(rtc(s).getSubscribeHandler()).toBeNull(),
};
