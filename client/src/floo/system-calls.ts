import type { Table } from "./calls";
import type { FileUpload, Id, QrCode, StaticContact } from "./shapes";

/** The REST methods of sysManage. */
export interface SystemCalls {
  asyncGetUserAvatarUploadUrl(params?: object): Promise<FileUpload>;
  asyncGetGroupAvatarUploadUrl(params: { group_id: Id }): Promise<FileUpload>;
  asyncGetFileUploadChatFileUrl(params: { file_type: number; to_type: number; to_id: Id }): Promise<FileUpload>;
  asyncQrcode(params?: object): Promise<QrCode>;
  /** Without a name: not confirmed yet. */
  asyncQrlogin(params: { qr_code: string }): Promise<{ username?: string; password?: string }>;
  asyncQrcodeGroupsign(params: { group_id: Id }): Promise<{ qr_info: string; expired: number }>;
  asyncQrcodeGroupinvite(params: { qr_info: string }): Promise<unknown>;
  asyncWoaQrcode(params?: object): Promise<unknown>;
  asyncWoaQrcodeStatus(params: { qrcode_id: string }): Promise<unknown>;
  asyncWoaQrlogin(params: { code: string }): Promise<unknown>;
  asyncWoaIsBind(params?: object): Promise<unknown>;
  asyncWxlogin(params: { code: string }): Promise<unknown>;
  asyncWxbind(params: { open_id: string }): Promise<unknown>;
  asyncWechatUnbind(params?: object): Promise<unknown>;
  asyncWechatIsbind(params?: object): Promise<unknown>;
  asyncWechatBind(params: { open_id: string; type: number }): Promise<unknown>;
  asyncGetStaticContact(params?: object): Promise<StaticContact[]>;
}

export const systemCalls: Table<SystemCalls> = {
  asyncGetUserAvatarUploadUrl: "?/file/upload/avatar/user",
  asyncGetGroupAvatarUploadUrl: "?/file/upload/avatar/group group_id",
  asyncGetFileUploadChatFileUrl: "?/file/upload/chat file_type to_type to_id",
  asyncQrcode: "?/app/qr_code",
  asyncQrlogin: "?/app/qr_login qr_code",
  asyncQrcodeGroupsign: "?/app/qrcode/group_sign group_id",
  asyncQrcodeGroupinvite: "?/app/qrcode/group_invite qr_info",
  asyncWoaQrcode: "?/app/official_account/qrcode",
  asyncWoaQrcodeStatus: "?/app/official_account/qrcode_status qrcode_id",
  asyncWoaQrlogin: "?/app/official_account/login code",
  asyncWoaIsBind: "?/app/official_account/is_bind",
  asyncWxlogin: "?/app/wechat_login code",
  asyncWxbind: "?/user/bind_openid open_id",
  asyncWechatUnbind: "/app/wechat/unbind",
  asyncWechatIsbind: "?/app/wechat/is_bind",
  asyncWechatBind: "/app/wechat/bind open_id type",
  asyncGetStaticContact: "?/app/support_staff",
};
