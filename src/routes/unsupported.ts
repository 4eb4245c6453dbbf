/** Calls of existing clients that this server cannot answer, because they need a service outside of it: code 404. */

import { z } from "zod";
import { OrioleError } from "../../protocol/errors";
import { type Method, type Operation, operation } from "../operation";
import { done } from "../parameters";

interface Unsupported {
  methods: readonly Method[];
  path: string;
  /** What it would take. */
  needs: "SMS" | "WeChat" | "push" | "identity check" | "link";
}

/** docs/not-supported.md has the same list; a test compares them. */
export const unsupported: readonly Unsupported[] = [
  { methods: ["GET"], path: "/info", needs: "link" },
  // The picture that is to be read before an SMS is sent.
  { methods: ["GET", "POST"], path: "/app/captcha/image", needs: "SMS" },
  { methods: ["GET"], path: "/app/captcha/sms", needs: "SMS" },
  { methods: ["GET"], path: "/app/captcha/sms_web", needs: "SMS" },
  { methods: ["GET"], path: "/app/user/info_pwd", needs: "SMS" },
  { methods: ["POST"], path: "/app/user/mobile_bind", needs: "SMS" },
  { methods: ["POST"], path: "/app/user/mobile_bind_with_sign", needs: "SMS" },
  { methods: ["POST"], path: "/app/user/mobile_prechange_by_password", needs: "SMS" },
  { methods: ["POST"], path: "/app/user/mobile_prechange_by_mobile", needs: "SMS" },
  { methods: ["POST"], path: "/app/user/mobile_change", needs: "SMS" },
  { methods: ["GET"], path: "/app/user_verification", needs: "identity check" },
  { methods: ["POST"], path: "/app/user_verification_by_mobile", needs: "identity check" },
  { methods: ["POST"], path: "/app/generate_url_link", needs: "WeChat" },
  { methods: ["GET"], path: "/app/official_account/qrcode", needs: "WeChat" },
  { methods: ["GET"], path: "/app/official_account/qrcode_status", needs: "WeChat" },
  { methods: ["GET"], path: "/app/official_account/login", needs: "WeChat" },
  { methods: ["GET"], path: "/app/official_account/is_bind", needs: "WeChat" },
  { methods: ["GET"], path: "/app/wechat_login", needs: "WeChat" },
  { methods: ["GET"], path: "/app/wechat/is_bind", needs: "WeChat" },
  { methods: ["POST"], path: "/app/wechat/bind", needs: "WeChat" },
  { methods: ["POST"], path: "/app/wechat/unbind", needs: "WeChat" },
  { methods: ["GET"], path: "/user/bind_openid", needs: "WeChat" },
  { methods: ["GET"], path: "/push/certificate", needs: "push" },
  { methods: ["POST"], path: "/push/notify", needs: "push" },
  { methods: ["POST"], path: "/push/task/detail", needs: "push" },
];

export const unsupportedOperations: Operation[] = unsupported.map(({ methods, path, needs }) =>
  operation({
    methods,
    path,
    access: "none",
    supported: false,
    summary: `Not supported: needs ${needs === "identity check" || needs === "SMS" ? "an" : "a"} ${needs} service`,
    input: z.object({}),
    output: done,
    handler: async () => {
      throw new OrioleError("NotSupported");
    },
  }),
);
