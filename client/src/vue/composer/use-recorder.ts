import { onScopeDispose, type ShallowRef, shallowRef } from "vue";

export type RecorderState =
  | { readonly at: "idle" }
  | { readonly at: "asking" }
  | { readonly at: "recording"; readonly sinceMs: number };

export interface Recorder {
  readonly state: Readonly<ShallowRef<RecorderState>>;
  /** Rejects when there is no microphone or no leave to use it. */
  start(): Promise<void>;
  /** The recording and how long it is, in seconds; null when there was none. */
  finish(): Promise<{ readonly file: File; readonly duration: number } | null>;
  cancel(): void;
}

/** What browsers record, in the order in which others can play it. */
const FORMATS = [
  { mime: "audio/mp4", extension: "m4a" },
  { mime: "audio/webm;codecs=opus", extension: "webm" },
  { mime: "audio/ogg;codecs=opus", extension: "ogg" },
] as const;

/** A voice note, from the press of the button to a file. */
export function useRecorder(): Recorder {
  const state = shallowRef<RecorderState>({ at: "idle" });
  let media: MediaRecorder | null = null;
  let pieces: Blob[] = [];

  const release = () => {
    for (const track of media?.stream.getTracks() ?? []) track.stop();
    media = null;
    state.value = { at: "idle" };
  };

  const cancel = () => {
    pieces = [];
    if (media && media.state !== "inactive") media.stop();
    release();
  };
  onScopeDispose(cancel);

  return {
    state,
    cancel,
    async start() {
      if (state.value.at !== "idle") return;
      state.value = { at: "asking" };
      try {
        const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
        const format = FORMATS.find(({ mime }) => MediaRecorder.isTypeSupported(mime));
        const recorder = new MediaRecorder(stream, format ? { mimeType: format.mime } : {});
        media = recorder;
        pieces = [];
        recorder.ondataavailable = ({ data }) => {
          // A recording that was given up tells its last piece all the same.
          if (media === recorder && data.size > 0) pieces.push(data);
        };
        recorder.start();
        state.value = { at: "recording", sinceMs: Date.now() };
      } catch (cause) {
        release();
        throw cause;
      }
    },
    async finish() {
      const recorder = media;
      if (!recorder || state.value.at !== "recording") return null;
      const duration = Math.max(1, Math.round((Date.now() - state.value.sinceMs) / 1000));
      await new Promise((resolve) => {
        recorder.onstop = resolve;
        recorder.stop();
      });
      const type = recorder.mimeType.split(";")[0] ?? "";
      const extension = FORMATS.find(({ mime }) => mime.startsWith(type))?.extension ?? "webm";
      const file = new File(pieces, `voice-${Date.now()}.${extension}`, { type });
      release();
      return file.size > 0 ? { file, duration } : null;
    },
  };
}
