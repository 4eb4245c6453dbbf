import type { Context } from "./context";

type QueryValue = string | number | boolean;

/** Addresses of files, with what lets this user read them. */
export interface FileUrlCalls {
  /** An avatar; sdefault where there is none. thumbnail: small, by default. */
  getImage(image: { avatar?: string; type?: "roster" | "group"; thumbnail?: boolean; sdefault?: string }): string;
  getAudio(audio: { url: string }): string;
  getChatFile(file: { url: string; params?: Record<string, QueryValue> }): string;
}

export function fileUrlCalls(context: Context): FileUrlCalls {
  function signed(url: string, params: Record<string, QueryValue> = {}): string {
    const query = { ...params, "access-token": context.session?.token ?? "", app_id: context.appId };
    const pairs = Object.entries(query).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
    return `${url}${url.indexOf("?") < 0 ? "?" : "&"}${pairs.join("&")}`;
  }
  return {
    getImage({ avatar, thumbnail = true, sdefault = "" }) {
      if (!avatar) return sdefault;
      if (avatar[0] === "/") return avatar;
      const url = /^https?:/.test(avatar)
        ? avatar
        : `${context.base}/file/download/avatar?object_name=${encodeURIComponent(avatar)}`;
      return signed(url, thumbnail ? { image_type: 2 } : {});
    },
    getAudio: ({ url }) => (url ? signed(url, { format: "mp3" }) : ""),
    getChatFile: ({ url, params }) => (url ? signed(url, params) : ""),
  };
}
