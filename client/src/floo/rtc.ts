import { type Context, conversationOf } from "./context";
import { clientMid } from "./message-shape";
import type { Id } from "./shapes";

/** What a call's screen gives the engine. */
export interface RtcEngineConfig {
  server?: string;
  id?: Id;
  caller?: Id;
  receiver?: Id;
  roomId?: Id;
  secret?: string;
  callId?: string;
  pin?: string;
  hasVideo?: boolean;
  hasAudio?: boolean;
  width?: number;
  height?: number;
  attachStream?(stream: unknown, kind: "audio" | "video", isLocal: boolean): void;
  getThrough?(): void;
  hangupCall?(active: boolean, timeout: boolean, peerDrop: boolean): void;
  getHangUpStatus?(): unknown;
}

/**
 * Calls. Call control (ringing, picking up, hanging up) is messages and works. There is no media server yet, so whatever
 * needs one rejects with ServerRtcNotOpen, and the call's screen is told to hang up.
 */
export interface RtcManage {
  initRTCEngine(config: RtcEngineConfig): void;
  /** config: the JSON text of the call, with its action. Returns the client's mid. */
  sendRTCMessage(message: { uid: Id; content?: string; config: string; ext?: string }): number;
  joinRoom(): Promise<never>;
  leaveRoom(): void;
  publish(type?: string, hasVideo?: boolean, hasAudio?: boolean, width?: number, height?: number): Promise<never>;
  unPublish(): void;
  subscribe(sources?: unknown): Promise<never>;
  unSubscribe(id?: Id): void;
  destroy(): void;
  muteLocalAudio(mute: boolean): void;
  muteLocalVideo(mute: boolean): void;
  muteRemoteAudio(stream: unknown, mute: boolean): void;
  muteRemoteVideo(stream: unknown, mute: boolean): void;
  getInCallStatus(): boolean;
  getJanusObject(): null;
  getPublishHandler(): null;
  getSubscribeHandler(): null;
}

/** ServerRtcNotOpen of the published error list. */
const RTC_NOT_OPEN = 733;

export function rtcManage(context: Context): RtcManage {
  let engine: RtcEngineConfig | null = null;

  function notOpen(): Promise<never> {
    const desc = "ServerRtcNotOpen";
    context.emit("flooError", { category: desc, desc: "call service not enabled", code: RTC_NOT_OPEN });
    const rejected = Promise.reject(Object.assign(new Error(desc), { code: RTC_NOT_OPEN }));
    // Callers that do not wait have the event.
    rejected.catch(() => {});
    engine?.hangupCall?.(true, false, false);
    return rejected;
  }
  const nothing = () => {};

  return {
    initRTCEngine(config) {
      engine = config;
    },
    sendRTCMessage({ uid, content = "", config, ext = "" }) {
      const sending = conversationOf(context, uid).send({ content, ctype: "rtc", config, ext });
      sending.catch(nothing);
      return clientMid(sending.id);
    },
    joinRoom: notOpen,
    publish: notOpen,
    subscribe: notOpen,
    leaveRoom: nothing,
    unPublish: nothing,
    unSubscribe: nothing,
    destroy() {
      engine = null;
    },
    muteLocalAudio: nothing,
    muteLocalVideo: nothing,
    muteRemoteAudio: nothing,
    muteRemoteVideo: nothing,
    getInCallStatus: () => false,
    getJanusObject: () => null,
    getPublishHandler: () => null,
    getSubscribeHandler: () => null,
  };
}
