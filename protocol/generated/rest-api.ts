/**
 * Every operation of the REST API by path: made from src/registry.ts by `npm run generate:api`, never edit.
 * `input` is what may be sent, by query or as a JSON body; `body` replaces it as body where that is no object;
 * `output` is what a success carries beside code and message.
 */

export interface RestApi {
  /**
   * Send a message, or add to one that is still being written, and get it back
   */
  "/ai/message/send": {
    methods: "POST" | "PUT";
    input: {
      type: 1 | 2;
      targets: number[];
      content_type: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 9 | 10 | 11 | 12;
      content?: string;
      attachment?: string;
      config?: string;
      ext?: string;
      from_user_id?: number;
      transaction_id?: number;
      online_only?: boolean;
      related_mid?: number;
    };
    output: {
      data: {
        message_quota_usage: number;
        messages: {
          msg_id: number;
          from_xid: {
            uid: number;
            device_sn: number;
          };
          to_xid: {
            uid: number;
            device_sn: number;
          };
          content: string;
          ctype: string;
          timestamp: number;
          attachment: string;
          config: string;
          ext: string;
          type: string;
        }[];
      };
      failed?: {
        target: number;
        code: number;
        message: string;
      }[];
    };
  };
  /**
   * Whether the server answers
   */
  "/api/health": {
    methods: "GET";
    input: {};
    output: {
      data: boolean;
    };
  };
  /**
   * Not supported: needs an SMS service
   */
  "/app/captcha/image": {
    methods: "GET" | "POST";
    input: {};
    output: {
      data: boolean;
    };
  };
  /**
   * Not supported: needs an SMS service
   */
  "/app/captcha/sms": {
    methods: "GET";
    input: {};
    output: {
      data: boolean;
    };
  };
  /**
   * Not supported: needs an SMS service
   */
  "/app/captcha/sms_web": {
    methods: "GET";
    input: {};
    output: {
      data: boolean;
    };
  };
  /**
   * What the app allows its clients
   */
  "/app/config": {
    methods: "GET";
    input: {};
    output: {
      data: {
        hide_member_info: boolean;
        message_forward_max_user_num: number;
        message_forward_max_message_num: number;
      };
    };
  };
  /**
   * Not supported: needs a WeChat service
   */
  "/app/generate_url_link": {
    methods: "POST";
    input: {};
    output: {
      data: boolean;
    };
  };
  /**
   * Add words that messages are refused for, or that are shown as asterisks. In force within 5 seconds
   */
  "/app/keyword/add": {
    methods: "POST";
    input: {
      words: string[];
      match?: "exact" | "fuzzy";
      action?: "refuse" | "mask";
    };
    output: {
      data: {
        total: number;
      };
    };
  };
  /**
   * The words, in their order
   */
  "/app/keyword/list": {
    methods: "GET";
    input: {
      cursor?: string;
      limit?: number;
    };
    output: {
      data: {
        word: string;
        match: "exact" | "fuzzy";
        action: "refuse" | "mask";
        created_at: number;
      }[];
      cursor?: string;
      total: number;
      version: 0;
    };
  };
  /**
   * Take words off the list; those that are not on it are passed over
   */
  "/app/keyword/remove": {
    methods: "POST" | "DELETE";
    input: {
      words: string[];
    };
    output: {
      data: {
        total: number;
      };
    };
  };
  /**
   * Not supported: needs a WeChat service
   */
  "/app/official_account/is_bind": {
    methods: "GET";
    input: {};
    output: {
      data: boolean;
    };
  };
  /**
   * Not supported: needs a WeChat service
   */
  "/app/official_account/login": {
    methods: "GET";
    input: {};
    output: {
      data: boolean;
    };
  };
  /**
   * Not supported: needs a WeChat service
   */
  "/app/official_account/qrcode": {
    methods: "GET";
    input: {};
    output: {
      data: boolean;
    };
  };
  /**
   * Not supported: needs a WeChat service
   */
  "/app/official_account/qrcode_status": {
    methods: "GET";
    input: {};
    output: {
      data: boolean;
    };
  };
  /**
   * A code that a device which is logged in may confirm
   */
  "/app/qr_code": {
    methods: "GET";
    input: {};
    output: {
      data: {
        qr_code: string;
        url: string;
        expired: number;
      };
    };
  };
  "/app/qr_login":
    | {
        methods: "POST";
        input: {
          qr_code: string;
        };
        output: {
          data: boolean;
        };
      }
    | {
        methods: "GET";
        input: {
          qr_code: string;
        };
        output: {
          data: {
            username?: string;
            password?: string;
          };
        };
      };
  /**
   * The same as /group/qrcode/invite, as existing clients ask for it
   */
  "/app/qrcode/group_invite": {
    methods: "GET";
    input: {
      qr_info: string;
    };
    output: {
      data: {};
    };
  };
  /**
   * The same as /group/qrcode/sign, as existing clients ask for it
   */
  "/app/qrcode/group_sign": {
    methods: "GET";
    input: {
      group_id: number;
    };
    output: {
      data: {
        qr_info: string;
        expired: number;
      };
    };
  };
  "/app/secret_info":
    | {
        methods: "POST";
        input: {
          secret_text: string;
          expire_seconds?: number;
        };
        output: {
          data: {
            code: string;
          };
        };
      }
    | {
        methods: "GET";
        input: {
          code: string;
        };
        output: {
          data: {
            secret_text: string;
          };
        };
      };
  "/app/settings":
    | {
        methods: "GET";
        input: {};
        output: {
          data: {
            open_register: boolean;
            hide_member_info: boolean;
            strangers_may_chat: boolean;
            max_groups?: number;
            max_groups_founded: number;
            max_groups_joined: number;
            max_group_members?: number;
            message_recall_seconds: number;
            support_staff: {
              user_id: number;
              source: "chatbot" | "clawchat" | "official";
            }[];
            message_forward_max_user_num: number;
            message_forward_max_message_num: number;
            max_file_bytes: number;
            max_image_bytes: number;
            max_audio_bytes: number;
            max_video_bytes: number;
            max_avatar_bytes: number;
            file_types?: string[];
            before_send_url: "" | string;
            before_send_timeout_ms: number;
            before_send_on_failure: "allow" | "refuse";
            after_send_url: "" | string;
            rate_user?: number;
            rate_ip?: number;
            rate_app?: number;
            login_rate_ip?: number;
            login_rate_app?: number;
            password_tries: number;
          };
        };
      }
    | {
        methods: "POST" | "PUT";
        input: {
          open_register?: boolean | null;
          hide_member_info?: boolean | null;
          strangers_may_chat?: boolean | null;
          max_groups?: number | null;
          max_groups_founded?: number | null;
          max_groups_joined?: number | null;
          max_group_members?: number | null;
          message_recall_seconds?: number | null;
          support_staff?:
            | {
                user_id: number;
                source: "chatbot" | "clawchat" | "official";
              }[]
            | null;
          message_forward_max_user_num?: number | null;
          message_forward_max_message_num?: number | null;
          max_file_bytes?: number | null;
          max_image_bytes?: number | null;
          max_audio_bytes?: number | null;
          max_video_bytes?: number | null;
          max_avatar_bytes?: number | null;
          file_types?: string[] | null;
          before_send_url?: ("" | string) | null;
          before_send_timeout_ms?: number | null;
          before_send_on_failure?: ("allow" | "refuse") | null;
          after_send_url?: ("" | string) | null;
          rate_user?: number | null;
          rate_ip?: number | null;
          rate_app?: number | null;
          login_rate_ip?: number | null;
          login_rate_app?: number | null;
          password_tries?: number | null;
        };
        output: {
          data: {
            open_register: boolean;
            hide_member_info: boolean;
            strangers_may_chat: boolean;
            max_groups?: number;
            max_groups_founded: number;
            max_groups_joined: number;
            max_group_members?: number;
            message_recall_seconds: number;
            support_staff: {
              user_id: number;
              source: "chatbot" | "clawchat" | "official";
            }[];
            message_forward_max_user_num: number;
            message_forward_max_message_num: number;
            max_file_bytes: number;
            max_image_bytes: number;
            max_audio_bytes: number;
            max_video_bytes: number;
            max_avatar_bytes: number;
            file_types?: string[];
            before_send_url: "" | string;
            before_send_timeout_ms: number;
            before_send_on_failure: "allow" | "refuse";
            after_send_url: "" | string;
            rate_user?: number;
            rate_ip?: number;
            rate_app?: number;
            login_rate_ip?: number;
            login_rate_app?: number;
            password_tries: number;
          };
        };
      };
  /**
   * Users of the app whom others may ask for help
   */
  "/app/support_staff": {
    methods: "GET";
    input: {};
    output: {
      data: {
        user_id: number;
        username: string;
        nick_name: string;
        avatar: string;
        source: string;
      }[];
    };
  };
  /**
   * Not supported: needs an SMS service
   */
  "/app/user/info_pwd": {
    methods: "GET";
    input: {};
    output: {
      data: boolean;
    };
  };
  /**
   * Not supported: needs an SMS service
   */
  "/app/user/mobile_bind": {
    methods: "POST";
    input: {};
    output: {
      data: boolean;
    };
  };
  /**
   * Not supported: needs an SMS service
   */
  "/app/user/mobile_bind_with_sign": {
    methods: "POST";
    input: {};
    output: {
      data: boolean;
    };
  };
  /**
   * Not supported: needs an SMS service
   */
  "/app/user/mobile_change": {
    methods: "POST";
    input: {};
    output: {
      data: boolean;
    };
  };
  /**
   * Not supported: needs an SMS service
   */
  "/app/user/mobile_prechange_by_mobile": {
    methods: "POST";
    input: {};
    output: {
      data: boolean;
    };
  };
  /**
   * Not supported: needs an SMS service
   */
  "/app/user/mobile_prechange_by_password": {
    methods: "POST";
    input: {};
    output: {
      data: boolean;
    };
  };
  /**
   * Change the caller's mobile number; an empty one clears it
   */
  "/app/user/mobile_update": {
    methods: "POST";
    input: {
      mobile: "" | string;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Whether a name may be taken
   */
  "/app/user/name_check": {
    methods: "GET";
    input: {
      username: string;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Not supported: needs an identity check service
   */
  "/app/user_verification": {
    methods: "GET";
    input: {};
    output: {
      data: boolean;
    };
  };
  /**
   * Not supported: needs an identity check service
   */
  "/app/user_verification_by_mobile": {
    methods: "POST";
    input: {};
    output: {
      data: boolean;
    };
  };
  /**
   * Tell the receiver again what came after a message, or since a time, in one conversation or page by page in all
   */
  "/app/webhook/replay": {
    methods: "POST";
    input: {
      conversation?: string;
      after_mid?: number;
      since?: number;
      cursor?: string;
      limit?: number;
    };
    output: {
      data: {
        conversations: number;
        entries: number;
      };
      cursor?: string;
    };
  };
  /**
   * Make a secret to sign webhooks with, shown this once. The newest one before it stays valid as well
   */
  "/app/webhook/secret": {
    methods: "POST";
    input: {};
    output: {
      data: {
        id: string;
        secret: string;
        created_at: number;
      };
    };
  };
  /**
   * Take back one of two secrets
   */
  "/app/webhook/secret/remove": {
    methods: "POST" | "DELETE";
    input: {
      id: string;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Secrets by id, and conversations whose entries the receiver did not take yet
   */
  "/app/webhook/status": {
    methods: "GET";
    input: {
      cursor?: string;
      limit?: number;
    };
    output: {
      data: {
        secrets: {
          id: string;
          created_at: number;
        }[];
        waiting: number;
        pending_since: number;
        conversations: {
          conversation: string;
          pending_since: number;
          error: string;
          updated_at: number;
        }[];
      };
      cursor?: string;
    };
  };
  /**
   * Not supported: needs a WeChat service
   */
  "/app/wechat/bind": {
    methods: "POST";
    input: {};
    output: {
      data: boolean;
    };
  };
  /**
   * Not supported: needs a WeChat service
   */
  "/app/wechat/is_bind": {
    methods: "GET";
    input: {};
    output: {
      data: boolean;
    };
  };
  /**
   * Not supported: needs a WeChat service
   */
  "/app/wechat/unbind": {
    methods: "POST";
    input: {};
    output: {
      data: boolean;
    };
  };
  /**
   * Not supported: needs a WeChat service
   */
  "/app/wechat_login": {
    methods: "GET";
    input: {};
    output: {
      data: boolean;
    };
  };
  /**
   * Server discovery
   */
  "/app_dns": {
    methods: "GET";
    input: {};
    output: {
      data: {
        version: number;
        dns_list: {
          group_level: number;
          clusters: {
            ratel: {
              protocol: string;
              host: string;
              ip_list: string[];
            }[];
            webim: {
              protocol: string;
              host: string;
              ip_list: string[];
            }[];
            ws: {
              protocol: string;
              host: string;
              ip_list: string[];
            }[];
            rtc: {
              protocol: string;
              host: string;
              ip_list: string[];
            }[];
          }[];
        }[];
        app_status: "normal" | "banned" | "frozen" | "revoked";
        account_verification: {
          type: string;
          name: string;
          status: string;
        };
        dns_server_list: {
          domain: string;
        }[];
        link_server_list: {
          domain: string;
        }[];
      };
    };
  };
  /**
   * Delete a file; its uploader may, and the app
   */
  "/file/delete": {
    methods: "POST" | "DELETE";
    input: {
      file_sign: string;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * The avatar of a user or a group
   */
  "/file/download/avatar": {
    methods: "GET";
    input: {
      object_name: string;
      image_type?: 1 | 2 | 3;
      imgage_type?: 1 | 2 | 3;
      w?: number | string;
      h?: number | string;
    };
    output: {};
  };
  /**
   * A file of a conversation, or one that a group shares
   */
  "/file/download/chat": {
    methods: "GET";
    input: {
      file_sign: string;
      format?: string;
      image_type?: 1 | 2 | 3;
      imgage_type?: 1 | 2 | 3;
      w?: number | string;
      h?: number | string;
    };
    output: {};
  };
  /**
   * A file by a URL of /file/download/url
   */
  "/file/download/open": {
    methods: "GET";
    input: {
      ticket?: string;
      image_type?: 1 | 2 | 3;
      imgage_type?: 1 | 2 | 3;
      w?: number | string;
      h?: number | string;
    };
    output: {};
  };
  /**
   * A URL that anybody may read the file by, for a while: for players and pages that send no token
   */
  "/file/download/url": {
    methods: "GET";
    input: {
      file_sign: string;
      expire_seconds?: number;
    };
    output: {
      data: {
        url: string;
        expire: number;
      };
    };
  };
  /**
   * The upload, as a form with the file last; its URL is the permission
   */
  "/file/upload": {
    methods: "POST";
    input: {
      ticket?: string;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Give an upload in parts up
   */
  "/file/upload/abort": {
    methods: "POST" | "DELETE";
    input: {
      upload_id?: string;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Where to upload a group's avatar, for who may change it
   */
  "/file/upload/avatar/group": {
    methods: "GET";
    input: {
      group_id: number;
    };
    output: {
      data: {
        upload_url: string;
        download_url: string;
        oss_body_param: {};
        upload_method: "POST";
      };
    };
  };
  /**
   * Where to upload the caller's avatar
   */
  "/file/upload/avatar/user": {
    methods: "GET";
    input: {};
    output: {
      data: {
        upload_url: string;
        download_url: string;
        oss_body_param: {};
        upload_method: "POST";
      };
    };
  };
  /**
   * Where to upload a file for a conversation (file_type 100 to 104) or for a group's list (200 to 203)
   */
  "/file/upload/chat": {
    methods: "GET";
    input: {
      file_type: number;
      to_id: number;
      to_type?: number;
    };
    output: {
      data: {
        upload_url: string;
        download_url: string;
        oss_body_param: {};
        upload_method: "POST";
      };
    };
  };
  /**
   * All parts are here: make the file readable
   */
  "/file/upload/complete": {
    methods: "POST";
    input: {
      upload_id?: string;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * A URL of the same file for somebody else; nothing is copied
   */
  "/file/upload/forward": {
    methods: "GET";
    input: {
      file_sign: string;
      to_id: number;
      to_type?: number;
    };
    output: {
      data: string;
    };
  };
  /**
   * One part, as the body; a part sent again counts as it came last
   */
  "/file/upload/part": {
    methods: "PUT" | "POST";
    input: {
      upload_id?: string;
      part?: number;
    };
    output: {
      data: boolean;
    };
  };
  "/file/upload/parts":
    | {
        methods: "POST";
        input: {
          ticket?: string;
          name?: string;
          type?: string;
          size?: number;
        };
        output: {
          data: {
            upload_id: string;
            part_bytes: number;
            part_count: number;
            expire: number;
          };
        };
      }
    | {
        methods: "GET";
        input: {
          upload_id?: string;
        };
        output: {
          data: number[];
        };
      };
  /**
   * Make members admins
   */
  "/group/admin/add": {
    methods: "POST";
    input: {
      group_id: number;
      user_list: number[];
    };
    output: {
      data: {
        user_id: number;
        result: "success" | "fail";
        reason: string;
      }[];
    };
  };
  /**
   * Make admins plain members
   */
  "/group/admin/remove": {
    methods: "POST" | "DELETE";
    input: {
      group_id: number;
      user_list: number[];
      reason?: string;
    };
    output: {
      data: {
        user_id: number;
        result: "success" | "fail";
        reason: string;
      }[];
    };
  };
  /**
   * Admins of a group; the owner is not among them
   */
  "/group/admin_list": {
    methods: "GET";
    input: {
      group_id: number;
    };
    output: {
      data: {
        user_id: number;
        display_name: string;
        join_time: number;
        expired_time: number;
      }[];
    };
  };
  /**
   * One announcement
   */
  "/group/announcement": {
    methods: "GET";
    input: {
      group_id: number;
      announcement_id: number;
    };
    output: {
      data: {
        id: number;
        group_id: number;
        author: number;
        title: string;
        content: string;
        created_at: number;
      };
    };
  };
  /**
   * Withdraw an announcement
   */
  "/group/announcement/delete": {
    methods: "POST" | "DELETE";
    input: {
      group_id: number;
      announcement_id: number;
    };
    output: {
      data: {};
    };
  };
  /**
   * Announce something; earlier announcements stay in the list
   */
  "/group/announcement/edit": {
    methods: "POST";
    input: {
      group_id: number;
      title: string;
      content: string;
    };
    output: {
      data: {
        id: number;
        group_id: number;
        author: number;
        title: string;
        content: string;
        created_at: number;
      };
    };
  };
  /**
   * The newest announcement
   */
  "/group/announcement/last": {
    methods: "GET";
    input: {
      group_id: number;
    };
    output: {
      data: {
        id: number;
        group_id: number;
        author: number;
        title: string;
        content: string;
        created_at: number;
      };
    };
  };
  /**
   * Announcements, newest first
   */
  "/group/announcement/list": {
    methods: "GET";
    input: {
      group_id: number;
    };
    output: {
      data: {
        id: number;
        group_id: number;
        author: number;
        title: string;
        content: string;
        created_at: number;
      }[];
    };
  };
  /**
   * Applications to groups that the caller runs, in the order of group and applicant
   */
  "/group/application_list": {
    methods: "POST";
    input: {
      group_list: number[];
      cursor?: "" | string;
      limit?: number;
      version?: number;
    };
    output: {
      data: {
        applicant_id: number;
        group_id: number;
        reason: string;
        status: number;
        expired_time: number;
      }[];
      cursor?: string;
      total: number;
      version: 0;
    };
  };
  /**
   * Ask to come in; done at once where the group accepts everybody
   */
  "/group/apply": {
    methods: "POST";
    input: {
      group_id: number;
      reason?: string;
    };
    output: {
      data: {
        user_id: number;
        result: "success" | "fail";
        reason: string;
      };
    };
  };
  /**
   * Accept or decline an application
   */
  "/group/apply/handle": {
    methods: "POST" | "PUT";
    input: {
      group_id: number;
      user_id: number;
      approval: boolean;
      reason?: string;
    };
    output: {
      data: {
        user_id: number;
        result: "success" | "fail";
        reason: string;
      };
    };
  };
  /**
   * Let members not speak for some minutes, or (-1) until it is undone
   */
  "/group/ban": {
    methods: "POST";
    input: {
      group_id: number;
      user_list: number[];
      duration: -1 | number;
    };
    output: {
      data: {
        user_id: number;
        result: "success" | "fail";
        reason: string;
      }[];
    };
  };
  /**
   * Members who may not speak, in the order of their ids
   */
  "/group/banned_list": {
    methods: "GET";
    input: {
      group_id: number;
      cursor?: string;
      limit?: number;
      version?: number;
    };
    output: {
      data: {
        user_id: number;
        display_name: string;
        join_time: number;
        expired_time: number;
      }[];
      cursor?: string;
      total: number;
      version: 0;
    };
  };
  /**
   * Keep users out of a group; members among them are put out
   */
  "/group/block": {
    methods: "POST";
    input: {
      group_id: number;
      user_list: number[];
    };
    output: {
      data: {
        user_id: number;
        result: "success" | "fail";
        reason: string;
      }[];
    };
  };
  /**
   * Users kept out of a group, in the order of their ids
   */
  "/group/blocked_list": {
    methods: "GET";
    input: {
      group_id: number;
      cursor?: string;
      limit?: number;
      version?: number;
    };
    output: {
      data: {
        user_id: number;
        group_id: number;
        created_at: string;
      }[];
      cursor?: string;
      total: number;
      version: 0;
    };
  };
  /**
   * Found a group that the caller owns; users who want to be asked first are invited
   */
  "/group/create": {
    methods: "POST";
    input: {
      name?: string;
      type?: 0 | 1 | 2 | 3;
      avatar?: string;
      description?: string;
      user_list?: number[];
    };
    output: {
      data: {
        group_id: number;
        type: number;
        name: string;
        avatar: string;
        description: string;
        ext: string;
        owner_id: number;
        status: number;
        count: number;
        capacity: number;
        created_at: number;
        updated_at: number;
        apply_approval: number;
        member_invite: boolean;
        member_modify: boolean;
        read_ack: boolean;
        history_visible: boolean;
        hide_member_info: boolean;
        ban_expire_time: number;
        msg_mute_mode: number;
        msg_push_mode: number;
      };
    };
  };
  /**
   * End a group for all of its members
   */
  "/group/destroy": {
    methods: "POST" | "DELETE";
    input: {
      group_id: number;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * What the caller is called in a group
   */
  "/group/display_name": {
    methods: "POST" | "PUT";
    input: {
      group_id: number;
      value: string;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * One shared file
   */
  "/group/file": {
    methods: "GET";
    input: {
      group_id: number;
      file_id: number;
    };
    output: {
      data: {
        file_id: number;
        group_id: number;
        uploader: number;
        name: string;
        size: number;
        type: string;
        url: string;
        created_at: number;
        updated_at: number;
      };
    };
  };
  /**
   * Take files off the list and delete them; the outcome is told for each
   */
  "/group/file/delete": {
    methods: "POST" | "DELETE";
    input: {
      group_id: number;
      file_list: number[];
    };
    output: {
      data: {
        file_id: number;
        result: "success" | "fail";
        reason: string;
      }[];
    };
  };
  /**
   * Shared files, newest first
   */
  "/group/file/list": {
    methods: "GET";
    input: {
      group_id: number;
    };
    output: {
      data: {
        file_id: number;
        group_id: number;
        uploader: number;
        name: string;
        size: number;
        type: string;
        url: string;
        created_at: number;
        updated_at: number;
      }[];
    };
  };
  /**
   * Rename a shared file
   */
  "/group/file/update_name": {
    methods: "POST" | "PUT";
    input: {
      group_id: number;
      file_id: number;
      name: string;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * List a file that was uploaded among those that members share
   */
  "/group/file/upload": {
    methods: "POST";
    input: {
      group_id: number;
      name: string;
      size?: number;
      type?: string;
      url: string;
    };
    output: {
      data: {
        file_id: number;
        group_id: number;
        uploader: number;
        name: string;
        size: number;
        type: string;
        url: string;
        created_at: number;
        updated_at: number;
      };
    };
  };
  /**
   * One group with its settings
   */
  "/group/info": {
    methods: "GET";
    input: {
      group_id: number;
    };
    output: {
      data: {
        group_id: number;
        type: number;
        name: string;
        avatar: string;
        description: string;
        ext: string;
        owner_id: number;
        status: number;
        count: number;
        capacity: number;
        created_at: number;
        updated_at: number;
        apply_approval: number;
        member_invite: boolean;
        member_modify: boolean;
        read_ack: boolean;
        history_visible: boolean;
        hide_member_info: boolean;
        ban_expire_time: number;
        msg_mute_mode: number;
        msg_push_mode: number;
      };
    };
  };
  /**
   * Change the avatar of a group
   */
  "/group/info/avatar": {
    methods: "POST" | "PUT";
    input: {
      group_id: number;
      value: string;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Many groups in short; unknown ones are left out
   */
  "/group/info/batch": {
    methods: "POST";
    input: {
      group_list: number[];
    };
    output: {
      data: {
        group_id: number;
        type: number;
        name: string;
        avatar: string;
        owner: number;
        status: number;
        count: number;
        capacity: number;
        apply_approval: number;
        msg_mute_mode: number;
        msg_push_mode: number;
      }[];
    };
  };
  /**
   * Change the description of a group
   */
  "/group/info/description": {
    methods: "POST" | "PUT";
    input: {
      group_id: number;
      value: string;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Change the ext of a group
   */
  "/group/info/ext": {
    methods: "POST" | "PUT";
    input: {
      group_id: number;
      value: string;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Change the name of a group
   */
  "/group/info/name": {
    methods: "POST" | "PUT";
    input: {
      group_id: number;
      value: string;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Invitations of the caller into groups, in the order of group and inviter
   */
  "/group/invitation_list": {
    methods: "GET";
    input: {
      cursor?: "" | string;
      limit?: number;
      version?: number;
    };
    output: {
      data: {
        group_id: number;
        inviter_id: number;
        invitee_id: number;
        reason: string;
        status: number;
        expired_time: number;
        updated_at: string;
      }[];
      cursor?: string;
      total: number;
      version: 0;
    };
  };
  /**
   * Bring users into a group, or ask those who want to be asked; the outcome is told for each
   */
  "/group/invite": {
    methods: "POST";
    input: {
      group_id: number;
      user_list: number[];
      reason?: string;
    };
    output: {
      data: {
        user_id: number;
        result: "success" | "fail";
        reason: string;
      }[];
    };
  };
  /**
   * Accept or decline an invitation; user_id is the inviter, or the caller for whoever it was
   */
  "/group/invite/handle": {
    methods: "POST" | "PUT";
    input: {
      group_id: number;
      user_id: number;
      approval: boolean;
      reason?: string;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Put members out; the outcome is told for each
   */
  "/group/kick": {
    methods: "POST" | "DELETE";
    input: {
      group_id: number;
      user_list: number[];
    };
    output: {
      data: {
        user_id: number;
        result: "success" | "fail";
        reason: string;
      }[];
    };
  };
  /**
   * Leave a group
   */
  "/group/leave": {
    methods: "POST" | "DELETE";
    input: {
      group_id: number;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Members of a group, in the order of their ids
   */
  "/group/member_list": {
    methods: "GET";
    input: {
      group_id: number;
      cursor?: string;
      limit?: number;
      version?: number;
    };
    output: {
      data: {
        user_id: number;
        display_name: string;
        join_time: number;
        expired_time: number;
      }[];
      cursor?: string;
      total: number;
      version: 0;
    };
  };
  /**
   * Names that members carry in a group; users not in it are left out
   */
  "/group/members/display_name": {
    methods: "POST";
    input: {
      group_id: number;
      user_list: number[];
    };
    output: {
      data: {
        user_id: number;
        display_name: string;
        join_time: number;
        expired_time: number;
      }[];
    };
  };
  /**
   * How the caller hears of messages: 0 as usual, 1 without an alert, 2 not at all
   */
  "/group/msg/mute_mode": {
    methods: "POST" | "PUT";
    input: {
      group_id: number;
      msg_mute_mode: 0 | 1 | 2;
    };
    output: {
      data: {};
    };
  };
  /**
   * Whether messages of a group alert the caller: mute_mode 1 or 0, as older clients call it
   */
  "/group/msg/not_disturb": {
    methods: "POST";
    input: {
      group_id: number;
      value: boolean;
    };
    output: {
      data: {};
    };
  };
  /**
   * Which messages are pushed to the caller: 0 all, 1 none, 2 of admins or with a mention, 3 of admins, 4 mentions
   */
  "/group/msg/push_mode": {
    methods: "POST" | "PUT";
    input: {
      group_id: number;
      msg_push_mode: number;
    };
    output: {
      data: {};
    };
  };
  /**
   * Ids of public groups, newest first
   */
  "/group/public_list": {
    methods: "GET";
    input: {};
    output: {
      data: number[];
    };
  };
  /**
   * Come in by a code
   */
  "/group/qrcode/invite": {
    methods: "POST";
    input: {
      qr_info: string;
    };
    output: {
      data: {};
    };
  };
  /**
   * A code that lets whoever scans it into the group, for a week
   */
  "/group/qrcode/sign": {
    methods: "GET";
    input: {
      group_id: number;
    };
    output: {
      data: {
        qr_info: string;
        create_at: number;
        expire_at: number;
      };
    };
  };
  /**
   * One group with its settings, for its members
   */
  "/group/settings": {
    methods: "GET";
    input: {
      group_id: number;
    };
    output: {
      data: {
        group_id: number;
        type: number;
        name: string;
        avatar: string;
        description: string;
        ext: string;
        owner_id: number;
        status: number;
        count: number;
        capacity: number;
        created_at: number;
        updated_at: number;
        apply_approval: number;
        member_invite: boolean;
        member_modify: boolean;
        read_ack: boolean;
        history_visible: boolean;
        hide_member_info: boolean;
        ban_expire_time: number;
        msg_mute_mode: number;
        msg_push_mode: number;
      };
    };
  };
  /**
   * Whether members may invite
   */
  "/group/settings/allow_member_invitation": {
    methods: "POST" | "PUT";
    input: {
      group_id: number;
      value: boolean;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Whether members may change name, avatar and the like
   */
  "/group/settings/allow_member_modify": {
    methods: "POST" | "PUT";
    input: {
      group_id: number;
      value: boolean;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Let nobody speak but those who run the group, for some minutes or (-1) until it is undone
   */
  "/group/settings/ban_all": {
    methods: "POST";
    input: {
      group_id: number;
      duration: -1 | number;
    };
    output: {
      data: {
        ban_expire_time: number;
      };
    };
  };
  /**
   * Whether authors are told who has read
   */
  "/group/settings/enable_read_ack": {
    methods: "POST" | "PUT";
    input: {
      group_id: number;
      value: boolean;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Whether plain members see only who runs the group
   */
  "/group/settings/hide_member_info": {
    methods: "POST" | "PUT";
    input: {
      group_id: number;
      value: boolean;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Whether newcomers see what was before them
   */
  "/group/settings/history_visible": {
    methods: "POST" | "PUT";
    input: {
      group_id: number;
      value: boolean;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * What becomes of applications: 0 accepted, 1 an admin decides, 2 refused
   */
  "/group/settings/require_admin_approval": {
    methods: "POST" | "PUT";
    input: {
      group_id: number;
      apply_approval: 0 | 1 | 2;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Let everybody speak again
   */
  "/group/settings/unban_all": {
    methods: "POST";
    input: {
      group_id: number;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Make another member the owner; the old one stays as a member
   */
  "/group/transfer": {
    methods: "POST" | "PUT";
    input: {
      group_id: number;
      new_owner: number;
    };
    output: {
      data: {
        user_id: number;
        result: "success" | "fail";
        reason: string;
      };
    };
  };
  /**
   * Let members speak again
   */
  "/group/unban": {
    methods: "POST";
    input: {
      group_id: number;
      user_list: number[];
    };
    output: {
      data: {
        user_id: number;
        result: "success" | "fail";
        reason: string;
      }[];
    };
  };
  /**
   * Let users come in again
   */
  "/group/unblock": {
    methods: "POST" | "DELETE";
    input: {
      group_id: number;
      user_list: number[];
    };
    output: {
      data: {
        user_id: number;
        result: "success" | "fail";
        reason: string;
      }[];
    };
  };
  /**
   * Ids of the groups the caller is in
   */
  "/group/user_joined": {
    methods: "GET";
    input: {};
    output: {
      data: number[];
    };
  };
  /**
   * Not supported: needs a link service
   */
  "/info": {
    methods: "GET";
    input: {};
    output: {
      data: boolean;
    };
  };
  /**
   * Say that the caller has read up to a message
   */
  "/message/ack": {
    methods: "GET";
    input: {
      conversation_id: number;
      msg_id: number;
      device_sn?: number;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Who has read a group's message, or has not
   */
  "/message/ack_list": {
    methods: "GET";
    input: {
      group_id: number;
      msg_id: number;
      status?: "read" | "unread";
      cursor?: string;
      limit?: number;
    };
    output: {
      data: {
        user_id: number;
        display_name: string;
      }[];
      total: number;
      cursor?: string;
    };
  };
  "/message/broadcast":
    | {
        methods: "POST";
        input: {
          type: 1;
          content_type: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;
          content?: string;
          attachment?: string;
          config?: string;
          ext?: string;
          transaction_id?: number;
        };
        output: {
          data: {
            send_num: number;
            success: boolean;
            broadcast_id: number;
          };
        };
      }
    | {
        methods: "GET";
        input: {
          limit?: number;
        };
        output: {
          data: {
            broadcast_id: number;
            send_num: number;
            sent: number;
            status: "running" | "finished";
            created_at: number;
            finished_at: number;
          }[];
        };
      };
  "/message/conversation":
    | {
        methods: "GET";
        input: {
          opposite_id: number;
          msg_id_start?: number;
          limit?: number;
        };
        output: {
          data: {
            is_last: boolean;
            next_msg_id: number;
            messages: {
              msg_id: number;
              from_xid: {
                uid: number;
                device_sn: number;
              };
              to_xid: {
                uid: number;
                device_sn: number;
              };
              content: string;
              ctype: string;
              status: string;
              timestamp: number;
              attachment: string;
              config: string;
              ext: string;
            }[];
          };
        };
      }
    | {
        methods: "DELETE";
        input: {
          conversation_id: number;
        };
        output: {
          data: boolean;
        };
      };
  /**
   * The caller's conversations, the newest first: of type 0 the system's, 1 with a user, 2 a group
   */
  "/message/conversation_list": {
    methods: "GET";
    input: {
      cursor?: "" | string;
      limit?: number;
    };
    output: {
      data: {
        conversation_id: number;
        type: 0 | 1 | 2;
        last_message: {
          msg_id: number;
          from_xid: {
            uid: number;
            device_sn: number;
          };
          to_xid: {
            uid: number;
            device_sn: number;
          };
          content: string;
          ctype: string;
          status: string;
          timestamp: number;
          attachment: string;
          config: string;
          ext: string;
        } | null;
        unread: number;
        pinned: boolean;
        muted: boolean;
      }[];
      cursor?: string;
    };
  };
  /**
   * Delete one message for the caller, on every device
   */
  "/message/delete": {
    methods: "POST" | "DELETE";
    input: {
      conversation_id: number;
      msg_id: number;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Send a system message to users or to groups
   */
  "/message/notify": {
    methods: "POST" | "PUT";
    input: {
      type: 1 | 2;
      targets: number[];
      content_type: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;
      content?: string;
      attachment?: string;
      config?: string;
      ext?: string;
      from_user_id?: number;
      transaction_id?: number;
      online_only?: boolean;
    };
    output: {
      data: boolean;
      msg_ids?: number[];
      failed?: {
        target: number;
        code: number;
        message: string;
      }[];
    };
  };
  /**
   * Take a message back from everybody
   */
  "/message/recall": {
    methods: "POST" | "PUT";
    input: {
      conversation_id: number;
      msg_id: number;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Messages that hold a keyword, newest first, in the caller's conversations
   */
  "/message/search": {
    methods: "GET";
    input: {
      keyword: string;
      conversation_id?: number;
      from_user_id?: number;
      content_type?: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
      start_time?: number;
      end_time?: number;
      cursor?: string;
      limit?: number;
    };
    output: {
      data: {
        msg_id: number;
        from_xid: {
          uid: number;
          device_sn: number;
        };
        to_xid: {
          uid: number;
          device_sn: number;
        };
        content: string;
        ctype: string;
        status: string;
        timestamp: number;
        attachment: string;
        config: string;
        ext: string;
        conversation_id: number;
      }[];
      cursor?: string;
    };
  };
  /**
   * Write the app's messages to the archive again and make them searchable, some conversations a call
   */
  "/message/search/rebuild": {
    methods: "POST";
    input: {
      cursor?: string;
      limit?: number;
    };
    output: {
      data: {
        conversations: number;
      };
      cursor?: string;
    };
  };
  /**
   * Send one message to users or to groups
   */
  "/message/send": {
    methods: "POST" | "PUT";
    input: {
      type: 1 | 2;
      targets: number[];
      content_type: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 9 | 10 | 11 | 12;
      content?: string;
      attachment?: string;
      config?: string;
      ext?: string;
      from_user_id?: number;
      transaction_id?: number;
      online_only?: boolean;
      related_mid?: number;
    };
    output: {
      data: boolean;
      msg_ids?: number[];
      failed?: {
        target: number;
        code: number;
        message: string;
      }[];
    };
  };
  /**
   * Unread messages by conversation
   */
  "/message/unread": {
    methods: "GET";
    input: {};
    output: {
      data: {
        conversation_id: {
          uid: number;
        };
        num: number;
      }[];
    };
  };
  /**
   * Not supported: needs a push service
   */
  "/push/certificate": {
    methods: "GET";
    input: {};
    output: {
      data: boolean;
    };
  };
  /**
   * Not supported: needs a push service
   */
  "/push/notify": {
    methods: "POST";
    input: {};
    output: {
      data: boolean;
    };
  };
  /**
   * Not supported: needs a push service
   */
  "/push/task/detail": {
    methods: "POST";
    input: {};
    output: {
      data: boolean;
    };
  };
  /**
   * Say yes to who asked
   */
  "/roster/accept": {
    methods: "POST" | "PUT";
    input: {
      user_id: number;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Ask a user to be friends, or become friends at once where the user lets everybody in
   */
  "/roster/apply": {
    methods: "POST";
    input: {
      user_id: number;
      reason?: string;
      alias?: string;
      auth_answer?: string;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Ask several users to be friends
   */
  "/roster/apply/batch": {
    methods: "POST";
    input: {
      list: {
        user_id: number;
        reason?: string;
        alias?: string;
      }[];
    };
    body: {
      user_id: number;
      reason?: string;
      alias?: string;
    }[];
    output: {
      data: {
        success: number[];
        fails: {
          user_id: number;
          reason: string;
        }[];
      };
    };
  };
  /**
   * Who asked the caller to be friends
   */
  "/roster/apply/list": {
    methods: "GET";
    input: {
      cursor?: string;
      limit?: number;
    };
    output: {
      data: {
        user_id: number;
        reason: string;
        status: number;
        expired_time: number;
      }[];
      cursor?: string;
      version: number;
    };
  };
  /**
   * Let a user write to the caller no more
   */
  "/roster/block": {
    methods: "POST" | "PUT";
    input: {
      user_id: number;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Ids of the users the caller has blocked
   */
  "/roster/blocked_list": {
    methods: "GET";
    input: {};
    output: {
      data: number[];
    };
  };
  /**
   * Say no to who asked
   */
  "/roster/decline": {
    methods: "POST" | "PUT";
    input: {
      user_id: number;
      reason?: string;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * End a friendship, on both sides
   */
  "/roster/delete": {
    methods: "POST" | "DELETE";
    input: {
      user_id: number;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * What the caller calls a user, notes of it, and whether it may disturb
   */
  "/roster/ext": {
    methods: "POST" | "PUT";
    input: {
      user_id: number;
      alias?: string;
      ext?: string;
      mute_notification?: boolean;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * The user of an id
   */
  "/roster/id": {
    methods: "GET";
    input: {
      user_id: number;
    };
    output: {
      data: {
        user_id: number;
        username: string;
        nick_name: string;
        avatar: string;
        description: string;
        public_info: string;
        alias: string;
        ext: string;
        relation: number;
        mute_notification: boolean;
        auth_mode: number;
        auth_question: string;
      };
    };
  };
  "/roster/list":
    | {
        methods: "GET";
        input: {
          cursor?: string;
          limit?: number;
        };
        output: {
          data: number[];
          cursor?: string;
          version: number;
        };
      }
    | {
        methods: "POST";
        input: {
          list?: number[];
        };
        output: {
          data: {
            user_id: number;
            username: string;
            nick_name: string;
            avatar: string;
            description: string;
            public_info: string;
            alias: string;
            ext: string;
            relation: number;
            mute_notification: boolean;
            auth_mode: number;
            auth_question: string;
          }[];
        };
      };
  /**
   * Whether one user may write to another; a user asks for itself
   */
  "/roster/may_message": {
    methods: "GET";
    input: {
      user_id: number;
      roster_id: number;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * The user of a mobile number
   */
  "/roster/mobile": {
    methods: "GET";
    input: {
      mobile: string;
    };
    output: {
      data: {
        user_id: number;
        username: string;
        nick_name: string;
        avatar: string;
        description: string;
        public_info: string;
        alias: string;
        ext: string;
        relation: number;
        mute_notification: boolean;
        auth_mode: number;
        auth_question: string;
      };
    };
  };
  /**
   * The user of a name
   */
  "/roster/name": {
    methods: "GET";
    input: {
      username: string;
    };
    output: {
      data: {
        user_id: number;
        username: string;
        nick_name: string;
        avatar: string;
        description: string;
        public_info: string;
        alias: string;
        ext: string;
        relation: number;
        mute_notification: boolean;
        auth_mode: number;
        auth_question: string;
      };
    };
  };
  /**
   * Lift a block; the two are again what they were
   */
  "/roster/unblock": {
    methods: "POST" | "DELETE";
    input: {
      user_id: number;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Another admin token of the app, for as long as is asked
   */
  "/token/admin": {
    methods: "POST";
    input: {
      expire_seconds?: number;
    };
    output: {
      data: {
        token: string;
        expire: number;
      };
    };
  };
  /**
   * Log in by user id
   */
  "/token/id": {
    methods: "POST";
    input: {
      user_id: number;
      password: string;
      device_guid?: string;
    };
    output: {
      data: {
        token: string;
        user_id: number;
        expire: number;
      };
    };
  };
  /**
   * Log in by username, mobile or email
   */
  "/token/login": {
    methods: "POST";
    input: {
      login_name: string;
      password: string;
      device_guid?: string;
    };
    output: {
      data: {
        token: string;
        user_id: number;
        expire: number;
      };
    };
  };
  /**
   * Take back a token: the caller's own, or (by the app) any of the app's, or all of a user's
   */
  "/token/revoke": {
    methods: "POST";
    input: {
      token?: string;
      user_id?: number;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Log in by username or mobile
   */
  "/token/user": {
    methods: "POST";
    input: {
      name?: string;
      mobile?: "" | string;
      password: string;
      device_guid?: string;
    };
    output: {
      data: {
        token: string;
        user_id: number;
        expire: number;
      };
    };
  };
  /**
   * Make a user friends with others, without asking them
   */
  "/user/add_roster": {
    methods: "POST";
    input: {
      list: number[];
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Who becomes a friend: 0 anybody, 1 whom the caller accepts, 2 who knows the answer, 3 nobody
   */
  "/user/authmode": {
    methods: "POST" | "PUT";
    input: {
      value: 0 | 1 | 2 | 3;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Change the caller's avatar
   */
  "/user/avatar": {
    methods: "POST" | "PUT";
    input: {
      avatar: string;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Change the avatars of several users
   */
  "/user/avatar/batch": {
    methods: "POST" | "PUT";
    input: {
      list: {
        user_id: number;
        avatar: string;
      }[];
    };
    output: {
      data: {
        user_id: number;
        success: boolean;
        reason: string;
      }[];
    };
  };
  /**
   * Let users send nothing for some minutes, or (-1) until it is undone
   */
  "/user/ban": {
    methods: "POST" | "PUT";
    input: {
      list: number[];
      duration: -1 | number;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Users who may send nothing, in the order of their ids; expired_time -1 is until it is undone
   */
  "/user/banned_list": {
    methods: "GET";
    input: {
      cursor?: string;
      limit?: number;
    };
    output: {
      data: {
        user_id: number;
        expired_time: number;
      }[];
      cursor?: string;
    };
  };
  /**
   * Not supported: needs a WeChat service
   */
  "/user/bind_openid": {
    methods: "GET";
    input: {};
    output: {
      data: boolean;
    };
  };
  /**
   * Change the caller's password; other devices are logged out, and all tokens are void but the one of this call
   */
  "/user/change_password": {
    methods: "POST";
    input: {
      old_password: string;
      new_password: string;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Give a user another password; all tokens from before are void
   */
  "/user/change_password_admin": {
    methods: "POST";
    input: {
      password: string;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Keep a conversation on top
   */
  "/user/conversation/pin": {
    methods: "POST" | "PUT";
    input: {
      conversation_id: number;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Conversations on top, the first pinned first
   */
  "/user/conversation/pin_list": {
    methods: "GET";
    input: {};
    output: {
      data: {
        conversation_ids: number[];
      };
    };
  };
  /**
   * Keep a conversation on top no more
   */
  "/user/conversation/unpin": {
    methods: "POST" | "PUT";
    input: {
      conversation_id: number;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Delete a user; with a token of its own it takes the password
   */
  "/user/delete": {
    methods: "POST" | "DELETE";
    input: {
      password?: string;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Devices the caller has logged in on
   */
  "/user/device/list": {
    methods: "GET";
    input: {};
    output: {
      data: {
        device_sn: number;
        platform: number;
        user_agent: string;
        user_id: number;
        online: boolean;
        last_seen: number;
      }[];
      cursor?: string;
      version: 0;
    };
  };
  /**
   * Log a device out and forget it; its tokens are void
   */
  "/user/device/remove": {
    methods: "POST" | "DELETE";
    input: {
      device_sn: number;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Freeze users: they are logged out and stay out
   */
  "/user/disable": {
    methods: "PUT";
    input: {
      list: number[];
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Turn automatic download on (true) or off
   */
  "/user/download": {
    methods: "POST" | "PUT";
    input: {
      value: boolean;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Let frozen users in again
   */
  "/user/enable": {
    methods: "PUT";
    input: {
      list: number[];
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Log a device out, or without a serial all of them; their tokens are void
   */
  "/user/kick": {
    methods: "POST" | "PUT";
    input: {
      device_sn?: number;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * All users of the app, by id
   */
  "/user/list": {
    methods: "GET";
    input: {
      page_num?: number;
      page_size?: number;
    };
    output: {
      data: {
        user_id: number;
        username: string;
        status: number;
      }[];
    };
  };
  /**
   * Change the caller's mobile number; an empty one clears it
   */
  "/user/mobile": {
    methods: "POST" | "PUT";
    input: {
      mobile: "" | string;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Change the caller's nickname
   */
  "/user/nickname": {
    methods: "POST" | "PUT";
    input: {
      nick_name: string;
    };
    output: {
      data: boolean;
    };
  };
  "/user/online_status":
    | {
        methods: "GET";
        input: {};
        output: {
          data: {
            online: boolean;
          };
        };
      }
    | {
        methods: "POST";
        input: {
          list: number[];
        };
        output: {
          data: number[];
        };
      };
  /**
   * Change the text that only the caller may read; it is the body itself
   */
  "/user/private": {
    methods: "POST" | "PUT";
    input: {
      text: string;
    };
    body: string;
    output: {
      data: boolean;
    };
  };
  "/user/profile":
    | {
        methods: "GET";
        input: {};
        output: {
          data: {
            user_id: number;
            username: string;
            nick_name: string;
            avatar: string;
            description: string;
            email: string;
            mobile: string;
            public_info: string;
            private_info: string;
          };
        };
      }
    | {
        methods: "POST" | "PUT";
        input: {
          nick_name?: string;
          description?: string;
          public_info?: string;
          private_info?: string;
        };
        output: {
          data: boolean;
        };
      };
  /**
   * Change the profiles of several users
   */
  "/user/profile/batch": {
    methods: "POST" | "PUT";
    input: {
      list: {
        nick_name?: string;
        description?: string;
        public_info?: string;
        private_info?: string;
        user_id: number;
      }[];
    };
    output: {
      data: {
        user_id: number;
        success: boolean;
        reason: string;
      }[];
    };
  };
  /**
   * Change the text that everybody may read; it is the body itself
   */
  "/user/public": {
    methods: "POST" | "PUT";
    input: {
      text: string;
    };
    body: string;
    output: {
      data: boolean;
    };
  };
  /**
   * Turn pushes off (true) or on
   */
  "/user/push": {
    methods: "POST" | "PUT";
    input: {
      value: boolean;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * A name for pushes that no other user has; an empty one clears it
   */
  "/user/push/alias": {
    methods: "POST";
    input: {
      alias: string;
      push_token?: string;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * The number on the app's icon
   */
  "/user/push/badge": {
    methods: "POST";
    input: {
      badge: number;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Leave what was written out of pushes (true) or not
   */
  "/user/push/detail": {
    methods: "POST" | "PUT";
    input: {
      value: boolean;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * The hours between which nothing is pushed
   */
  "/user/push/limit": {
    methods: "POST" | "PUT";
    input: {
      no_push_start_hour: number;
      no_push_end_hour: number;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * The name that pushes of the caller's messages show
   */
  "/user/push/nickname": {
    methods: "POST" | "PUT";
    input: {
      value: string;
    };
    output: {
      data: boolean;
    };
  };
  "/user/push/tag":
    | {
        methods: "GET";
        input: {};
        output: {
          data: string[];
        };
      }
    | {
        methods: "POST";
        input: {
          tags: string[];
        };
        output: {
          data: boolean;
        };
      }
    | {
        methods: "DELETE";
        input: {
          tags: string[];
        };
        output: {
          data: boolean;
        };
      };
  /**
   * Take all tags away
   */
  "/user/push/tag/all": {
    methods: "DELETE";
    input: {};
    output: {
      data: boolean;
    };
  };
  /**
   * Register a user under a name that is made up unless it is given
   */
  "/user/register/anonymous": {
    methods: "POST";
    input: {
      username?: string;
      password?: string;
      cid?: string;
    };
    output: {
      data: {
        user_id: number;
        username: string;
        password: string;
      };
    };
  };
  /**
   * Register several users, also where registration is closed
   */
  "/user/register/batch": {
    methods: "POST";
    input: {
      list: {
        username: string;
        password: string;
      }[];
    };
    output: {
      data: {
        username: string;
        user_id: number;
        success: boolean;
        reason: string;
      }[];
    };
  };
  /**
   * Register a user, with where its pushes go
   */
  "/user/register/push": {
    methods: "POST";
    input: {
      username: string;
      password: string;
      alias?: string;
      push_token?: string;
      device_guid?: string;
      sign?: string;
    };
    output: {
      data: {
        auth_mode: number;
        auth_question: string;
        auth_answer: string;
        auto_download: boolean;
        group_confirm: boolean;
        no_push: boolean;
        no_push_detail: boolean;
        no_push_start_hour: number;
        no_push_end_hour: number;
        no_sounds: boolean;
        push_nick_name: string;
        push_token: string;
        silence_start_time: number;
        silence_end_time: number;
        vibratory: boolean;
        id: number;
        user_id: number;
      };
    };
  };
  /**
   * Register a user
   */
  "/user/register/v2": {
    methods: "POST";
    input: {
      username: string;
      password: string;
    };
    output: {
      data: {
        auth_mode: number;
        auth_question: string;
        auth_answer: string;
        auto_download: boolean;
        group_confirm: boolean;
        no_push: boolean;
        no_push_detail: boolean;
        no_push_start_hour: number;
        no_push_end_hour: number;
        no_sounds: boolean;
        push_nick_name: string;
        push_token: string;
        silence_start_time: number;
        silence_end_time: number;
        vibratory: boolean;
        id: number;
        user_id: number;
      };
    };
  };
  /**
   * Friends by id and name
   */
  "/user/rosters": {
    methods: "GET";
    input: {};
    output: {
      data: {
        user_id: number;
        name: string;
      }[];
    };
  };
  "/user/settings":
    | {
        methods: "GET";
        input: {};
        output: {
          data: {
            auth_mode: number;
            auth_question: string;
            auth_answer: string;
            auto_download: boolean;
            group_confirm: boolean;
            no_push: boolean;
            no_push_detail: boolean;
            no_push_start_hour: number;
            no_push_end_hour: number;
            no_sounds: boolean;
            push_nick_name: string;
            push_token: string;
            silence_start_time: number;
            silence_end_time: number;
            vibratory: boolean;
            id: number;
            user_id: number;
          };
        };
      }
    | {
        methods: "POST" | "PUT";
        input: {
          auth_mode?: 0 | 1 | 2 | 3;
          auth_question?: string;
          auth_answer?: string;
          auto_download?: boolean;
          group_confirm?: boolean;
          no_push?: boolean;
          no_push_detail?: boolean;
          no_push_start_hour?: number;
          no_push_end_hour?: number;
          no_sounds?: boolean;
          push_nick_name?: string;
          push_token?: string;
          silence_start_time?: number;
          silence_end_time?: number;
          vibratory?: boolean;
          user_id?: number;
          id?: number;
        };
        output: {
          data: boolean;
        };
      };
  /**
   * Turn sounds off (true) or on
   */
  "/user/sounds": {
    methods: "POST" | "PUT";
    input: {
      value: boolean;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Where pushes to a device go
   */
  "/user/token/bind": {
    methods: "POST" | "PUT";
    input: {
      device_sn: number;
      device_token: string;
      notifier_name: string;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Push to a device no more
   */
  "/user/token/unbind": {
    methods: "POST" | "DELETE";
    input: {
      deviceSn: number;
    };
    output: {
      data: {};
    };
  };
  /**
   * Let users send again
   */
  "/user/unban": {
    methods: "POST" | "PUT";
    input: {
      list: number[];
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Give a user another name
   */
  "/user/username": {
    methods: "POST" | "PUT";
    input: {
      username: string;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Turn vibration on (true) or off
   */
  "/user/vibratory": {
    methods: "POST" | "PUT";
    input: {
      value: boolean;
    };
    output: {
      data: boolean;
    };
  };
  /**
   * Server discovery
   */
  "/v2/app_dns": {
    methods: "GET";
    input: {};
    output: {
      data: {
        version: number;
        dns_list: {
          group_level: number;
          clusters: {
            ratel: {
              protocol: string;
              host: string;
              ip_list: string[];
            }[];
            webim: {
              protocol: string;
              host: string;
              ip_list: string[];
            }[];
            ws: {
              protocol: string;
              host: string;
              ip_list: string[];
            }[];
            rtc: {
              protocol: string;
              host: string;
              ip_list: string[];
            }[];
          }[];
        }[];
        app_status: "normal" | "banned" | "frozen" | "revoked";
        account_verification: {
          type: string;
          name: string;
          status: string;
        };
        dns_server_list: {
          domain: string;
        }[];
        link_server_list: {
          domain: string;
        }[];
      };
    };
  };
}
