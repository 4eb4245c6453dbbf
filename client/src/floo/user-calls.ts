import type { Table } from "./calls";
import type { Device, Id, Token, UserProfile, UserSettings } from "./shapes";

/** The REST methods of userManage. */
export interface UserCalls {
  asyncGetDeviceList(): Promise<Device[]>;
  asyncKickDevice(params: { device_sn: Id }): Promise<boolean>;
  asyncBindDeviceToken(params: { device_sn: Id; device_token: string; notifier_name: string }): Promise<boolean>;
  asyncUnbindDeviceToken(params: { deviceSn: Id }): Promise<unknown>;
  asyncDeleteUser(params: { password: string }): Promise<boolean>;
  asyncTokenUser(params: { name?: string; mobile?: string; password: string }): Promise<Token>;
  asyncTokenId(params: { user_id: Id; password: string }): Promise<Token>;
  asyncRegister(params: { username: string; password: string }): Promise<UserSettings>;
  asyncRegisterAnonymous(params: {
    username: string;
    password: string;
    cid?: string;
  }): Promise<{ user_id: number; username: string; password: string }>;
  asyncGenerateSecretInfo(params: { expire_seconds: Id; secret_text: string }): Promise<{ code: string }>;
  asyncSendSecretInfo(params: { code: string }): Promise<{ secret_text: string }>;
  asyncUserBindMobile(params: { captcha: string; mobile: string }): Promise<unknown>;
  asyncUserMobileBind(params: { captcha: string; mobile: string }): Promise<unknown>;
  asyncUserMobileBindSign(params: { sign: string; mobile: string }): Promise<unknown>;
  asyncUserUpdateMobile(params: { mobile: string }): Promise<unknown>;
  asyncUserSendSms(params: { mobile: string }): Promise<unknown>;
  asyncCaptchaSms(params: { captcha: string; image_id: string; mobile: string }): Promise<unknown>;
  /** Resolves with the id of an image. */
  asyncCaptchaImagePost(): Promise<string>;
  asyncUserNameCheck(params: { username: string }): Promise<unknown>;
  asyncUserMobileLogin(params: {
    captcha: string;
    mobile: string;
  }): Promise<{ username: string; password: string } | { sign: string }>;
  aysncGenerateWXUrlLink(params: { path: string; query: string }): Promise<{ url_link: string }>;
  /** 0 everybody becomes a friend, 1 whom the user accepts, 2 who knows the answer, 3 nobody. */
  asyncUpdateAuthmode(params: { value: 0 | 1 | 2 | 3 }): Promise<boolean>;
  asyncUpdateAvatar(params: { avatar: string }): Promise<boolean>;
  asyncUpdateMobile(params: { mobile: string }): Promise<boolean>;
  asyncUpdateNickName(params: { nick_name: string }): Promise<boolean>;
  asyncUserChangePassword(params: { old_password: string; new_password: string }): Promise<boolean>;
  asyncGetProfile(): Promise<UserProfile>;
  asyncUpdateProfile(
    params: Partial<Pick<UserProfile, "description" | "nick_name" | "private_info" | "public_info">>,
  ): Promise<boolean>;
  asyncGetSettings(): Promise<UserSettings>;
  asyncUpdateSettings(params: { user_id: Id } & Partial<Omit<UserSettings, "user_id">>): Promise<boolean>;
  asyncGetUserVerification(): Promise<{ status: number; mobile: string }>;
  userVerificationByMobile(params: { mobile: string; captcha: string }): Promise<unknown>;
  userChangeMobileCheckPassword(params: { password: string }): Promise<{ sign: string }>;
  userChangeMobileCheckMobile(params: { captcha: string; mobile: string }): Promise<{ sign: string }>;
  userChangeMobile(params: { captcha: string; mobile: string; sign: string }): Promise<unknown>;
}

export const userCalls: Table<UserCalls> = {
  asyncGetDeviceList: "?/user/device/list",
  asyncKickDevice: "/user/kick device_sn",
  asyncBindDeviceToken: "/user/token/bind device_sn device_token notifier_name",
  asyncUnbindDeviceToken: "/user/token/unbind deviceSn",
  asyncDeleteUser: "/user/delete password",
  asyncTokenUser: "/token/user password",
  asyncTokenId: "/token/id user_id password",
  asyncRegister: "/user/register/v2 username password",
  asyncRegisterAnonymous: "/user/register/anonymous username password",
  asyncGenerateSecretInfo: "/app/secret_info expire_seconds secret_text",
  asyncSendSecretInfo: "?/app/secret_info code",
  asyncUserBindMobile: "/app/user/mobile_bind captcha mobile",
  asyncUserMobileBind: "/app/user/mobile_bind captcha mobile",
  asyncUserMobileBindSign: "/app/user/mobile_bind_with_sign sign mobile",
  asyncUserUpdateMobile: "/app/user/mobile_update mobile",
  asyncUserSendSms: "?/app/captcha/sms mobile",
  asyncCaptchaSms: "?/app/captcha/sms_web captcha image_id mobile",
  asyncCaptchaImagePost: "/app/captcha/image",
  asyncUserNameCheck: "?/app/user/name_check username",
  asyncUserMobileLogin: "?/app/user/info_pwd captcha mobile",
  aysncGenerateWXUrlLink: "/app/generate_url_link path query",
  asyncUpdateAuthmode: "/user/authmode value",
  asyncUpdateAvatar: "/user/avatar avatar",
  asyncUpdateMobile: "/user/mobile mobile",
  asyncUpdateNickName: "/user/nickname nick_name",
  asyncUserChangePassword: "/user/change_password old_password new_password",
  asyncGetProfile: "?/user/profile",
  asyncUpdateProfile: "/user/profile",
  asyncGetSettings: "?/user/settings",
  asyncUpdateSettings: "/user/settings user_id",
  asyncGetUserVerification: "?/app/user_verification",
  userVerificationByMobile: "/app/user_verification_by_mobile mobile captcha",
  userChangeMobileCheckPassword: "/app/user/mobile_prechange_by_password password",
  userChangeMobileCheckMobile: "/app/user/mobile_prechange_by_mobile captcha mobile",
  userChangeMobile: "/app/user/mobile_change captcha mobile sign",
};
