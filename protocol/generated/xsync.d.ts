import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace im. */
export namespace im {

    /** Namespace floo. */
    namespace floo {

        /** Namespace protobuf. */
        namespace protobuf {

            /**
             * Properties of a Conversation.
             * @deprecated Use im.floo.protobuf.Conversation.$Properties instead.
             */
            interface IConversation extends im.floo.protobuf.Conversation.$Properties {
            }

            /** Represents a Conversation. */
            class Conversation {

                /**
                 * Constructs a new Conversation.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: im.floo.protobuf.Conversation.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Conversation type. */
                type: im.floo.protobuf.Conversation.Type;

                /** Conversation operation. */
                operation?: (im.floo.protobuf.ConversationOperation.$Properties|null);

                /**
                 * Encodes the specified Conversation message. Does not implicitly {@link im.floo.protobuf.Conversation.verify|verify} messages.
                 * @param message Conversation message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: im.floo.protobuf.Conversation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Conversation message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.Conversation & im.floo.protobuf.Conversation.$Shape} Conversation
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): im.floo.protobuf.Conversation & im.floo.protobuf.Conversation.$Shape;
            }

            namespace Conversation {

                /** Properties of a Conversation. */
                interface $Properties {

                    /** Conversation type */
                    type?: (im.floo.protobuf.Conversation.Type|null);

                    /** Conversation operation */
                    operation?: (im.floo.protobuf.ConversationOperation.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Conversation. */
                type $Shape = im.floo.protobuf.Conversation.$Properties;

                /** Type enum. */
                enum Type {

                    /** UNKNOWN value */
                    UNKNOWN = 0,

                    /** OPER value */
                    OPER = 1
                }
            }

            /**
             * Properties of a ConversationOperation.
             * @deprecated Use im.floo.protobuf.ConversationOperation.$Properties instead.
             */
            interface IConversationOperation extends im.floo.protobuf.ConversationOperation.$Properties {
            }

            /** Represents a ConversationOperation. */
            class ConversationOperation {

                /**
                 * Constructs a new ConversationOperation.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: im.floo.protobuf.ConversationOperation.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ConversationOperation type. */
                type: im.floo.protobuf.ConversationOperation.OpType;

                /** ConversationOperation xid. */
                xid?: (im.floo.protobuf.XID.$Properties|null);

                /**
                 * Encodes the specified ConversationOperation message. Does not implicitly {@link im.floo.protobuf.ConversationOperation.verify|verify} messages.
                 * @param message ConversationOperation message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: im.floo.protobuf.ConversationOperation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ConversationOperation message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.ConversationOperation & im.floo.protobuf.ConversationOperation.$Shape} ConversationOperation
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): im.floo.protobuf.ConversationOperation & im.floo.protobuf.ConversationOperation.$Shape;
            }

            namespace ConversationOperation {

                /** Properties of a ConversationOperation. */
                interface $Properties {

                    /** ConversationOperation type */
                    type?: (im.floo.protobuf.ConversationOperation.OpType|null);

                    /** ConversationOperation xid */
                    xid?: (im.floo.protobuf.XID.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ConversationOperation. */
                type $Shape = im.floo.protobuf.ConversationOperation.$Properties;

                /** OpType enum. */
                enum OpType {

                    /** UNKNOWN value */
                    UNKNOWN = 0,

                    /** DELETE value */
                    DELETE = 1,

                    /** DELETE_EVERYWHERE value */
                    DELETE_EVERYWHERE = 2
                }
            }

            /**
             * Properties of a Frame.
             * @deprecated Use im.floo.protobuf.Frame.$Properties instead.
             */
            interface IFrame extends im.floo.protobuf.Frame.$Properties {
            }

            /** Represents a Frame. */
            class Frame {

                /**
                 * Constructs a new Frame.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: im.floo.protobuf.Frame.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Frame vsn. */
                vsn: im.floo.protobuf.Frame.VSN;

                /** Frame compress_method. */
                compress_method: im.floo.protobuf.Frame.CompressMethod;

                /** Frame command. */
                command: im.floo.protobuf.Frame.Command;

                /** Frame payload. */
                payload: Uint8Array;

                /** Frame encrypt_method. */
                encrypt_method: im.floo.protobuf.Frame.EncryptMethod;

                /** Frame encrypt_key. */
                encrypt_key: Uint8Array;

                /** Frame check_sum. */
                check_sum: number;

                /** Frame tag. */
                tag: string;

                /**
                 * Encodes the specified Frame message. Does not implicitly {@link im.floo.protobuf.Frame.verify|verify} messages.
                 * @param message Frame message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: im.floo.protobuf.Frame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Frame message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.Frame & im.floo.protobuf.Frame.$Shape} Frame
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): im.floo.protobuf.Frame & im.floo.protobuf.Frame.$Shape;
            }

            namespace Frame {

                /** Properties of a Frame. */
                interface $Properties {

                    /** Frame vsn */
                    vsn?: (im.floo.protobuf.Frame.VSN|null);

                    /** Frame compress_method */
                    compress_method?: (im.floo.protobuf.Frame.CompressMethod|null);

                    /** Frame command */
                    command?: (im.floo.protobuf.Frame.Command|null);

                    /** Frame payload */
                    payload?: (Uint8Array|null);

                    /** Frame encrypt_method */
                    encrypt_method?: (im.floo.protobuf.Frame.EncryptMethod|null);

                    /** Frame encrypt_key */
                    encrypt_key?: (Uint8Array|null);

                    /** Frame check_sum */
                    check_sum?: (number|null);

                    /** Frame tag */
                    tag?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Frame. */
                type $Shape = im.floo.protobuf.Frame.$Properties;

                /** VSN enum. */
                enum VSN {

                    /** XSYNC_V1 value */
                    XSYNC_V1 = 0,

                    /** XSYNC_V2 value */
                    XSYNC_V2 = 1
                }

                /** Command enum. */
                enum Command {

                    /** UNREAD value */
                    UNREAD = 0,

                    /** SYNC value */
                    SYNC = 1,

                    /** NOTICE value */
                    NOTICE = 2,

                    /** PROVISION value */
                    PROVISION = 3
                }

                /** CompressMethod enum. */
                enum CompressMethod {

                    /** NONE value */
                    NONE = 0,

                    /** ZLIB value */
                    ZLIB = 1
                }

                /** EncryptMethod enum. */
                enum EncryptMethod {

                    /** ENCRYPT_NONE value */
                    ENCRYPT_NONE = 0,

                    /** AES_CBC_128 value */
                    AES_CBC_128 = 1,

                    /** AES_CBC_256 value */
                    AES_CBC_256 = 2,

                    /** CUSTOM value */
                    CUSTOM = 3
                }
            }

            /**
             * Properties of a Status.
             * @deprecated Use im.floo.protobuf.Status.$Properties instead.
             */
            interface IStatus extends im.floo.protobuf.Status.$Properties {
            }

            /** Represents a Status. */
            class Status {

                /**
                 * Constructs a new Status.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: im.floo.protobuf.Status.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Status code. */
                code: im.floo.protobuf.Status.ErrorCode;

                /** Status reason. */
                reason: string;

                /** Status error. */
                error: number;

                /**
                 * Encodes the specified Status message. Does not implicitly {@link im.floo.protobuf.Status.verify|verify} messages.
                 * @param message Status message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: im.floo.protobuf.Status.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Status message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.Status & im.floo.protobuf.Status.$Shape} Status
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): im.floo.protobuf.Status & im.floo.protobuf.Status.$Shape;
            }

            namespace Status {

                /** Properties of a Status. */
                interface $Properties {

                    /** Status code */
                    code?: (im.floo.protobuf.Status.ErrorCode|null);

                    /** Status reason */
                    reason?: (string|null);

                    /** Status error */
                    error?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Status. */
                type $Shape = im.floo.protobuf.Status.$Properties;

                /** ErrorCode enum. */
                enum ErrorCode {

                    /** UNKNOWN value */
                    UNKNOWN = 0,

                    /** OK value */
                    OK = 1,

                    /** FAIL value */
                    FAIL = 2,

                    /** UNKNOWN_COMMAND value */
                    UNKNOWN_COMMAND = 3,

                    /** PB_PARSER_ERROR value */
                    PB_PARSER_ERROR = 4,

                    /** DECRYPT_FAILURE value */
                    DECRYPT_FAILURE = 5,

                    /** PUBLIC_KEY_CHANGED value */
                    PUBLIC_KEY_CHANGED = 6,

                    /** INVALID_TOKEN value */
                    INVALID_TOKEN = 7,

                    /** INVALID_PARAMETER value */
                    INVALID_PARAMETER = 8,

                    /** UNAUTHORIZED value */
                    UNAUTHORIZED = 9,

                    /** USER_FROZEN value */
                    USER_FROZEN = 10,

                    /** USER_BANNED value */
                    USER_BANNED = 11,

                    /** WORD_CENSORED value */
                    WORD_CENSORED = 12,

                    /** TOO_MANY_DEVICES value */
                    TOO_MANY_DEVICES = 13,

                    /** ENCRYPT_METHOD_UNSUPPORTED value */
                    ENCRYPT_METHOD_UNSUPPORTED = 14,

                    /** DEVICE_GUID_CONFLICT value */
                    DEVICE_GUID_CONFLICT = 15,

                    /** CHECK_SUM_FAILURE value */
                    CHECK_SUM_FAILURE = 16,

                    /** INVALID_LICENSE value */
                    INVALID_LICENSE = 17,

                    /** LICENSE_LIMIT value */
                    LICENSE_LIMIT = 18,

                    /** APP_FROZEN value */
                    APP_FROZEN = 19,

                    /** RATE_LIMIT_EXCEEDED value */
                    RATE_LIMIT_EXCEEDED = 20
                }
            }

            /**
             * Properties of a ConversationUnread.
             * @deprecated Use im.floo.protobuf.ConversationUnread.$Properties instead.
             */
            interface IConversationUnread extends im.floo.protobuf.ConversationUnread.$Properties {
            }

            /** Represents a ConversationUnread. */
            class ConversationUnread {

                /**
                 * Constructs a new ConversationUnread.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: im.floo.protobuf.ConversationUnread.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ConversationUnread xid. */
                xid?: (im.floo.protobuf.XID.$Properties|null);

                /** ConversationUnread n. */
                n: number;

                /** ConversationUnread type. */
                type: im.floo.protobuf.ConversationUnread.ConvType;

                /** ConversationUnread head_mid. */
                head_mid: (number|Long);

                /** ConversationUnread head_seq. */
                head_seq: (number|Long);

                /** ConversationUnread read_mid. */
                read_mid: (number|Long);

                /** ConversationUnread read_seq. */
                read_seq: (number|Long);

                /** ConversationUnread unread. */
                unread: number;

                /** ConversationUnread peer_read_mid. */
                peer_read_mid: (number|Long);

                /** ConversationUnread head_time. */
                head_time: (number|Long);

                /**
                 * Encodes the specified ConversationUnread message. Does not implicitly {@link im.floo.protobuf.ConversationUnread.verify|verify} messages.
                 * @param message ConversationUnread message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: im.floo.protobuf.ConversationUnread.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ConversationUnread message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.ConversationUnread & im.floo.protobuf.ConversationUnread.$Shape} ConversationUnread
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): im.floo.protobuf.ConversationUnread & im.floo.protobuf.ConversationUnread.$Shape;
            }

            namespace ConversationUnread {

                /** Properties of a ConversationUnread. */
                interface $Properties {

                    /** ConversationUnread xid */
                    xid?: (im.floo.protobuf.XID.$Properties|null);

                    /** ConversationUnread n */
                    n?: (number|null);

                    /** ConversationUnread type */
                    type?: (im.floo.protobuf.ConversationUnread.ConvType|null);

                    /** ConversationUnread head_mid */
                    head_mid?: (number|Long|null);

                    /** ConversationUnread head_seq */
                    head_seq?: (number|Long|null);

                    /** ConversationUnread read_mid */
                    read_mid?: (number|Long|null);

                    /** ConversationUnread read_seq */
                    read_seq?: (number|Long|null);

                    /** ConversationUnread unread */
                    unread?: (number|null);

                    /** ConversationUnread peer_read_mid */
                    peer_read_mid?: (number|Long|null);

                    /** ConversationUnread head_time */
                    head_time?: (number|Long|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ConversationUnread. */
                type $Shape = im.floo.protobuf.ConversationUnread.$Properties;

                /** ConvType enum. */
                enum ConvType {

                    /** UNKNOWN value */
                    UNKNOWN = 0,

                    /** CHAT value */
                    CHAT = 1,

                    /** GROUPCHAT value */
                    GROUPCHAT = 2
                }
            }

            /**
             * Properties of an UnreadUL.
             * @deprecated Use im.floo.protobuf.UnreadUL.$Properties instead.
             */
            interface IUnreadUL extends im.floo.protobuf.UnreadUL.$Properties {
            }

            /** Represents an UnreadUL. */
            class UnreadUL {

                /**
                 * Constructs a new UnreadUL.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: im.floo.protobuf.UnreadUL.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** UnreadUL positions. */
                positions: im.floo.protobuf.Position.$Properties[];

                /** UnreadUL tail. */
                tail: number;

                /** UnreadUL limit. */
                limit: number;

                /**
                 * Encodes the specified UnreadUL message. Does not implicitly {@link im.floo.protobuf.UnreadUL.verify|verify} messages.
                 * @param message UnreadUL message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: im.floo.protobuf.UnreadUL.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an UnreadUL message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.UnreadUL & im.floo.protobuf.UnreadUL.$Shape} UnreadUL
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): im.floo.protobuf.UnreadUL & im.floo.protobuf.UnreadUL.$Shape;
            }

            namespace UnreadUL {

                /** Properties of an UnreadUL. */
                interface $Properties {

                    /** UnreadUL positions */
                    positions?: (im.floo.protobuf.Position.$Properties[]|null);

                    /** UnreadUL tail */
                    tail?: (number|null);

                    /** UnreadUL limit */
                    limit?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an UnreadUL. */
                type $Shape = im.floo.protobuf.UnreadUL.$Properties;
            }

            /**
             * Properties of a Position.
             * @deprecated Use im.floo.protobuf.Position.$Properties instead.
             */
            interface IPosition extends im.floo.protobuf.Position.$Properties {
            }

            /** Represents a Position. */
            class Position {

                /**
                 * Constructs a new Position.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: im.floo.protobuf.Position.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Position uid. */
                uid: (number|Long);

                /** Position mid. */
                mid: (number|Long);

                /**
                 * Encodes the specified Position message. Does not implicitly {@link im.floo.protobuf.Position.verify|verify} messages.
                 * @param message Position message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: im.floo.protobuf.Position.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Position message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.Position & im.floo.protobuf.Position.$Shape} Position
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): im.floo.protobuf.Position & im.floo.protobuf.Position.$Shape;
            }

            namespace Position {

                /** Properties of a Position. */
                interface $Properties {

                    /** Position uid */
                    uid?: (number|Long|null);

                    /** Position mid */
                    mid?: (number|Long|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Position. */
                type $Shape = im.floo.protobuf.Position.$Properties;
            }

            /**
             * Properties of an UnreadDL.
             * @deprecated Use im.floo.protobuf.UnreadDL.$Properties instead.
             */
            interface IUnreadDL extends im.floo.protobuf.UnreadDL.$Properties {
            }

            /** Represents an UnreadDL. */
            class UnreadDL {

                /**
                 * Constructs a new UnreadDL.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: im.floo.protobuf.UnreadDL.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** UnreadDL status. */
                status?: (im.floo.protobuf.Status.$Properties|null);

                /** UnreadDL unread. */
                unread: im.floo.protobuf.ConversationUnread.$Properties[];

                /**
                 * Encodes the specified UnreadDL message. Does not implicitly {@link im.floo.protobuf.UnreadDL.verify|verify} messages.
                 * @param message UnreadDL message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: im.floo.protobuf.UnreadDL.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an UnreadDL message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.UnreadDL & im.floo.protobuf.UnreadDL.$Shape} UnreadDL
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): im.floo.protobuf.UnreadDL & im.floo.protobuf.UnreadDL.$Shape;
            }

            namespace UnreadDL {

                /** Properties of an UnreadDL. */
                interface $Properties {

                    /** UnreadDL status */
                    status?: (im.floo.protobuf.Status.$Properties|null);

                    /** UnreadDL unread */
                    unread?: (im.floo.protobuf.ConversationUnread.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an UnreadDL. */
                type $Shape = im.floo.protobuf.UnreadDL.$Properties;
            }

            /**
             * Properties of a SyncUL.
             * @deprecated Use im.floo.protobuf.SyncUL.$Properties instead.
             */
            interface ISyncUL extends im.floo.protobuf.SyncUL.$Properties {
            }

            /** Represents a SyncUL. */
            class SyncUL {

                /**
                 * Constructs a new SyncUL.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: im.floo.protobuf.SyncUL.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SyncUL xid. */
                xid?: (im.floo.protobuf.XID.$Properties|null);

                /** SyncUL key. */
                key: (number|Long);

                /** SyncUL meta. */
                meta?: (im.floo.protobuf.Meta.$Properties|null);

                /** SyncUL is_full_sync. */
                is_full_sync: boolean;

                /** SyncUL full_sync_num. */
                full_sync_num: number;

                /** SyncUL metas. */
                metas: im.floo.protobuf.Meta.$Properties[];

                /** SyncUL limit. */
                limit: number;

                /**
                 * Encodes the specified SyncUL message. Does not implicitly {@link im.floo.protobuf.SyncUL.verify|verify} messages.
                 * @param message SyncUL message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: im.floo.protobuf.SyncUL.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SyncUL message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.SyncUL & im.floo.protobuf.SyncUL.$Shape} SyncUL
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): im.floo.protobuf.SyncUL & im.floo.protobuf.SyncUL.$Shape;
            }

            namespace SyncUL {

                /** Properties of a SyncUL. */
                interface $Properties {

                    /** SyncUL xid */
                    xid?: (im.floo.protobuf.XID.$Properties|null);

                    /** SyncUL key */
                    key?: (number|Long|null);

                    /** SyncUL meta */
                    meta?: (im.floo.protobuf.Meta.$Properties|null);

                    /** SyncUL is_full_sync */
                    is_full_sync?: (boolean|null);

                    /** SyncUL full_sync_num */
                    full_sync_num?: (number|null);

                    /** SyncUL metas */
                    metas?: (im.floo.protobuf.Meta.$Properties[]|null);

                    /** SyncUL limit */
                    limit?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SyncUL. */
                type $Shape = im.floo.protobuf.SyncUL.$Properties;
            }

            /**
             * Properties of a SyncDL.
             * @deprecated Use im.floo.protobuf.SyncDL.$Properties instead.
             */
            interface ISyncDL extends im.floo.protobuf.SyncDL.$Properties {
            }

            /** Represents a SyncDL. */
            class SyncDL {

                /**
                 * Constructs a new SyncDL.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: im.floo.protobuf.SyncDL.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SyncDL status. */
                status?: (im.floo.protobuf.Status.$Properties|null);

                /** SyncDL metas. */
                metas: im.floo.protobuf.Meta.$Properties[];

                /** SyncDL next_key. */
                next_key: (number|Long);

                /** SyncDL xid. */
                xid?: (im.floo.protobuf.XID.$Properties|null);

                /** SyncDL client_mid. */
                client_mid: (number|Long);

                /** SyncDL server_mid. */
                server_mid: (number|Long);

                /** SyncDL server_time. */
                server_time: (number|Long);

                /** SyncDL is_full_sync. */
                is_full_sync: boolean;

                /** SyncDL prev_mid. */
                prev_mid: (number|Long);

                /** SyncDL is_eager_sync. */
                is_eager_sync: boolean;

                /** SyncDL edit_timestamp. */
                edit_timestamp: (number|Long);

                /** SyncDL acks. */
                acks: im.floo.protobuf.Ack.$Properties[];

                /** SyncDL prev_seq. */
                prev_seq: (number|Long);

                /** SyncDL last_seq. */
                last_seq: (number|Long);

                /** SyncDL head_seq. */
                head_seq: (number|Long);

                /** SyncDL seq. */
                seq: (number|Long);

                /**
                 * Encodes the specified SyncDL message. Does not implicitly {@link im.floo.protobuf.SyncDL.verify|verify} messages.
                 * @param message SyncDL message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: im.floo.protobuf.SyncDL.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SyncDL message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.SyncDL & im.floo.protobuf.SyncDL.$Shape} SyncDL
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): im.floo.protobuf.SyncDL & im.floo.protobuf.SyncDL.$Shape;
            }

            namespace SyncDL {

                /** Properties of a SyncDL. */
                interface $Properties {

                    /** SyncDL status */
                    status?: (im.floo.protobuf.Status.$Properties|null);

                    /** SyncDL metas */
                    metas?: (im.floo.protobuf.Meta.$Properties[]|null);

                    /** SyncDL next_key */
                    next_key?: (number|Long|null);

                    /** SyncDL xid */
                    xid?: (im.floo.protobuf.XID.$Properties|null);

                    /** SyncDL client_mid */
                    client_mid?: (number|Long|null);

                    /** SyncDL server_mid */
                    server_mid?: (number|Long|null);

                    /** SyncDL server_time */
                    server_time?: (number|Long|null);

                    /** SyncDL is_full_sync */
                    is_full_sync?: (boolean|null);

                    /** SyncDL prev_mid */
                    prev_mid?: (number|Long|null);

                    /** SyncDL is_eager_sync */
                    is_eager_sync?: (boolean|null);

                    /** SyncDL edit_timestamp */
                    edit_timestamp?: (number|Long|null);

                    /** SyncDL acks */
                    acks?: (im.floo.protobuf.Ack.$Properties[]|null);

                    /** SyncDL prev_seq */
                    prev_seq?: (number|Long|null);

                    /** SyncDL last_seq */
                    last_seq?: (number|Long|null);

                    /** SyncDL head_seq */
                    head_seq?: (number|Long|null);

                    /** SyncDL seq */
                    seq?: (number|Long|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SyncDL. */
                type $Shape = im.floo.protobuf.SyncDL.$Properties;
            }

            /**
             * Properties of an Ack.
             * @deprecated Use im.floo.protobuf.Ack.$Properties instead.
             */
            interface IAck extends im.floo.protobuf.Ack.$Properties {
            }

            /** Represents an Ack. */
            class Ack {

                /**
                 * Constructs a new Ack.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: im.floo.protobuf.Ack.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Ack client_mid. */
                client_mid: (number|Long);

                /** Ack status. */
                status?: (im.floo.protobuf.Status.$Properties|null);

                /** Ack server_mid. */
                server_mid: (number|Long);

                /** Ack server_time. */
                server_time: (number|Long);

                /** Ack seq. */
                seq: (number|Long);

                /** Ack edit_timestamp. */
                edit_timestamp: (number|Long);

                /**
                 * Encodes the specified Ack message. Does not implicitly {@link im.floo.protobuf.Ack.verify|verify} messages.
                 * @param message Ack message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: im.floo.protobuf.Ack.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Ack message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.Ack & im.floo.protobuf.Ack.$Shape} Ack
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): im.floo.protobuf.Ack & im.floo.protobuf.Ack.$Shape;
            }

            namespace Ack {

                /** Properties of an Ack. */
                interface $Properties {

                    /** Ack client_mid */
                    client_mid?: (number|Long|null);

                    /** Ack status */
                    status?: (im.floo.protobuf.Status.$Properties|null);

                    /** Ack server_mid */
                    server_mid?: (number|Long|null);

                    /** Ack server_time */
                    server_time?: (number|Long|null);

                    /** Ack seq */
                    seq?: (number|Long|null);

                    /** Ack edit_timestamp */
                    edit_timestamp?: (number|Long|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Ack. */
                type $Shape = im.floo.protobuf.Ack.$Properties;
            }

            /**
             * Properties of a Notice.
             * @deprecated Use im.floo.protobuf.Notice.$Properties instead.
             */
            interface INotice extends im.floo.protobuf.Notice.$Properties {
            }

            /** Represents a Notice. */
            class Notice {

                /**
                 * Constructs a new Notice.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: im.floo.protobuf.Notice.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Notice xid. */
                xid?: (im.floo.protobuf.XID.$Properties|null);

                /**
                 * Encodes the specified Notice message. Does not implicitly {@link im.floo.protobuf.Notice.verify|verify} messages.
                 * @param message Notice message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: im.floo.protobuf.Notice.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Notice message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.Notice & im.floo.protobuf.Notice.$Shape} Notice
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): im.floo.protobuf.Notice & im.floo.protobuf.Notice.$Shape;
            }

            namespace Notice {

                /** Properties of a Notice. */
                interface $Properties {

                    /** Notice xid */
                    xid?: (im.floo.protobuf.XID.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Notice. */
                type $Shape = im.floo.protobuf.Notice.$Properties;
            }

            /**
             * Properties of a Provision.
             * @deprecated Use im.floo.protobuf.Provision.$Properties instead.
             */
            interface IProvision extends im.floo.protobuf.Provision.$Properties {
            }

            /** Represents a Provision. */
            class Provision {

                /**
                 * Constructs a new Provision.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: im.floo.protobuf.Provision.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Provision status. */
                status?: (im.floo.protobuf.Status.$Properties|null);

                /** Provision xid. */
                xid?: (im.floo.protobuf.XID.$Properties|null);

                /** Provision password. */
                password: string;

                /** Provision token. */
                token: string;

                /** Provision os_type. */
                os_type: im.floo.protobuf.Provision.OsType;

                /** Provision sdk_vsn. */
                sdk_vsn: string;

                /** Provision is_manual_login. */
                is_manual_login: boolean;

                /** Provision device_guid. */
                device_guid: string;

                /** Provision device_notifier. */
                device_notifier: string;

                /** Provision device_token. */
                device_token: string;

                /** Provision device_info. */
                device_info: string;

                /** Provision last_login_time. */
                last_login_time: (number|Long);

                /**
                 * Encodes the specified Provision message. Does not implicitly {@link im.floo.protobuf.Provision.verify|verify} messages.
                 * @param message Provision message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: im.floo.protobuf.Provision.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Provision message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.Provision & im.floo.protobuf.Provision.$Shape} Provision
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): im.floo.protobuf.Provision & im.floo.protobuf.Provision.$Shape;
            }

            namespace Provision {

                /** Properties of a Provision. */
                interface $Properties {

                    /** Provision status */
                    status?: (im.floo.protobuf.Status.$Properties|null);

                    /** Provision xid */
                    xid?: (im.floo.protobuf.XID.$Properties|null);

                    /** Provision password */
                    password?: (string|null);

                    /** Provision token */
                    token?: (string|null);

                    /** Provision os_type */
                    os_type?: (im.floo.protobuf.Provision.OsType|null);

                    /** Provision sdk_vsn */
                    sdk_vsn?: (string|null);

                    /** Provision is_manual_login */
                    is_manual_login?: (boolean|null);

                    /** Provision device_guid */
                    device_guid?: (string|null);

                    /** Provision device_notifier */
                    device_notifier?: (string|null);

                    /** Provision device_token */
                    device_token?: (string|null);

                    /** Provision device_info */
                    device_info?: (string|null);

                    /** Provision last_login_time */
                    last_login_time?: (number|Long|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Provision. */
                type $Shape = im.floo.protobuf.Provision.$Properties;

                /** OsType enum. */
                enum OsType {

                    /** UNKNOWN value */
                    UNKNOWN = 0,

                    /** IOS value */
                    IOS = 1,

                    /** ANDR value */
                    ANDR = 2,

                    /** WIN value */
                    WIN = 3,

                    /** OSX value */
                    OSX = 4,

                    /** LINUX value */
                    LINUX = 5,

                    /** WEB value */
                    WEB = 6
                }
            }

            /**
             * Properties of a Meta.
             * @deprecated Use im.floo.protobuf.Meta.$Properties instead.
             */
            interface IMeta extends im.floo.protobuf.Meta.$Properties {
            }

            /** Represents a Meta. */
            class Meta {

                /**
                 * Constructs a new Meta.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: im.floo.protobuf.Meta.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Meta id. */
                id: (number|Long);

                /** Meta from. */
                from?: (im.floo.protobuf.XID.$Properties|null);

                /** Meta to. */
                to?: (im.floo.protobuf.XID.$Properties|null);

                /** Meta timestamp. */
                timestamp: (number|Long);

                /** Meta ns. */
                ns: im.floo.protobuf.Meta.NameSpace;

                /** Meta payload. */
                payload: Uint8Array;

                /** Meta seq. */
                seq: (number|Long);

                /**
                 * Encodes the specified Meta message. Does not implicitly {@link im.floo.protobuf.Meta.verify|verify} messages.
                 * @param message Meta message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: im.floo.protobuf.Meta.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Meta message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.Meta & im.floo.protobuf.Meta.$Shape} Meta
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): im.floo.protobuf.Meta & im.floo.protobuf.Meta.$Shape;
            }

            namespace Meta {

                /** Properties of a Meta. */
                interface $Properties {

                    /** Meta id */
                    id?: (number|Long|null);

                    /** Meta from */
                    from?: (im.floo.protobuf.XID.$Properties|null);

                    /** Meta to */
                    to?: (im.floo.protobuf.XID.$Properties|null);

                    /** Meta timestamp */
                    timestamp?: (number|Long|null);

                    /** Meta ns */
                    ns?: (im.floo.protobuf.Meta.NameSpace|null);

                    /** Meta payload */
                    payload?: (Uint8Array|null);

                    /** Meta seq */
                    seq?: (number|Long|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Meta. */
                type $Shape = im.floo.protobuf.Meta.$Properties;

                /** NameSpace enum. */
                enum NameSpace {

                    /** UNKNOWN value */
                    UNKNOWN = 0,

                    /** MESSAGE value */
                    MESSAGE = 1,

                    /** GROUP_NOTICE value */
                    GROUP_NOTICE = 2,

                    /** ROSTER_NOTICE value */
                    ROSTER_NOTICE = 3,

                    /** USER_NOTICE value */
                    USER_NOTICE = 4,

                    /** INFO value */
                    INFO = 5,

                    /** CONVERSATION value */
                    CONVERSATION = 6,

                    /** PUSH value */
                    PUSH = 7,

                    /** RTC_SIGNAL value */
                    RTC_SIGNAL = 8
                }
            }

            /**
             * Properties of a XID.
             * @deprecated Use im.floo.protobuf.XID.$Properties instead.
             */
            interface IXID extends im.floo.protobuf.XID.$Properties {
            }

            /** Represents a XID. */
            class XID {

                /**
                 * Constructs a new XID.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: im.floo.protobuf.XID.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** XID uid. */
                uid: (number|Long);

                /** XID deviceSN. */
                deviceSN: number;

                /**
                 * Encodes the specified XID message. Does not implicitly {@link im.floo.protobuf.XID.verify|verify} messages.
                 * @param message XID message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: im.floo.protobuf.XID.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a XID message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.XID & im.floo.protobuf.XID.$Shape} XID
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): im.floo.protobuf.XID & im.floo.protobuf.XID.$Shape;
            }

            namespace XID {

                /** Properties of a XID. */
                interface $Properties {

                    /** XID uid */
                    uid?: (number|Long|null);

                    /** XID deviceSN */
                    deviceSN?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a XID. */
                type $Shape = im.floo.protobuf.XID.$Properties;
            }

            /**
             * Properties of a GroupNotice.
             * @deprecated Use im.floo.protobuf.GroupNotice.$Properties instead.
             */
            interface IGroupNotice extends im.floo.protobuf.GroupNotice.$Properties {
            }

            /** Represents a GroupNotice. */
            class GroupNotice {

                /**
                 * Constructs a new GroupNotice.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: im.floo.protobuf.GroupNotice.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GroupNotice type. */
                type: im.floo.protobuf.GroupNotice.Type;

                /** GroupNotice gid. */
                gid?: (im.floo.protobuf.XID.$Properties|null);

                /** GroupNotice from. */
                from?: (im.floo.protobuf.XID.$Properties|null);

                /** GroupNotice to. */
                to: im.floo.protobuf.XID.$Properties[];

                /** GroupNotice content. */
                content: string;

                /**
                 * Encodes the specified GroupNotice message. Does not implicitly {@link im.floo.protobuf.GroupNotice.verify|verify} messages.
                 * @param message GroupNotice message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: im.floo.protobuf.GroupNotice.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GroupNotice message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.GroupNotice & im.floo.protobuf.GroupNotice.$Shape} GroupNotice
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): im.floo.protobuf.GroupNotice & im.floo.protobuf.GroupNotice.$Shape;
            }

            namespace GroupNotice {

                /** Properties of a GroupNotice. */
                interface $Properties {

                    /** GroupNotice type */
                    type?: (im.floo.protobuf.GroupNotice.Type|null);

                    /** GroupNotice gid */
                    gid?: (im.floo.protobuf.XID.$Properties|null);

                    /** GroupNotice from */
                    from?: (im.floo.protobuf.XID.$Properties|null);

                    /** GroupNotice to */
                    to?: (im.floo.protobuf.XID.$Properties[]|null);

                    /** GroupNotice content */
                    content?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GroupNotice. */
                type $Shape = im.floo.protobuf.GroupNotice.$Properties;

                /** Type enum. */
                enum Type {

                    /** UNKNOWN value */
                    UNKNOWN = 0,

                    /** PRESENCE value */
                    PRESENCE = 1,

                    /** ABSENCE value */
                    ABSENCE = 2,

                    /** CREATED value */
                    CREATED = 3,

                    /** DESTROYED value */
                    DESTROYED = 4,

                    /** JOINED value */
                    JOINED = 5,

                    /** LEAVED value */
                    LEAVED = 6,

                    /** APPLYED value */
                    APPLYED = 7,

                    /** APPLY_ACCEPTED value */
                    APPLY_ACCEPTED = 8,

                    /** APPLY_DECLINED value */
                    APPLY_DECLINED = 9,

                    /** INVITED value */
                    INVITED = 10,

                    /** INVITE_ACCEPTED value */
                    INVITE_ACCEPTED = 11,

                    /** INVITE_DECLINED value */
                    INVITE_DECLINED = 12,

                    /** KICKED value */
                    KICKED = 13,

                    /** BLOCKED value */
                    BLOCKED = 14,

                    /** UNBLOCKED value */
                    UNBLOCKED = 15,

                    /** OWNER_ASSIGNED value */
                    OWNER_ASSIGNED = 16,

                    /** ADMIN_GRANTED value */
                    ADMIN_GRANTED = 17,

                    /** ADMIN_REVOKED value */
                    ADMIN_REVOKED = 18,

                    /** MUTED value */
                    MUTED = 19,

                    /** UNMUTED value */
                    UNMUTED = 20,

                    /** BANNED value */
                    BANNED = 21,

                    /** UNBANNED value */
                    UNBANNED = 22,

                    /** INFO_UPDATED value */
                    INFO_UPDATED = 23,

                    /** ANNOUNCEMENT_UPDATED value */
                    ANNOUNCEMENT_UPDATED = 24,

                    /** MESSAGE_SETTING value */
                    MESSAGE_SETTING = 25,

                    /** FILE_UPLOADED value */
                    FILE_UPLOADED = 26,

                    /** FILE_DELETED value */
                    FILE_DELETED = 27,

                    /** FILE_UPDATED value */
                    FILE_UPDATED = 28
                }
            }

            /**
             * Properties of an Info.
             * @deprecated Use im.floo.protobuf.Info.$Properties instead.
             */
            interface IInfo extends im.floo.protobuf.Info.$Properties {
            }

            /** Represents an Info. */
            class Info {

                /**
                 * Constructs a new Info.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: im.floo.protobuf.Info.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Info sdk_vsn. */
                sdk_vsn: string;

                /** Info network. */
                network: im.floo.protobuf.Info.Network;

                /** Info content. */
                content: string;

                /**
                 * Encodes the specified Info message. Does not implicitly {@link im.floo.protobuf.Info.verify|verify} messages.
                 * @param message Info message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: im.floo.protobuf.Info.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Info message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.Info & im.floo.protobuf.Info.$Shape} Info
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): im.floo.protobuf.Info & im.floo.protobuf.Info.$Shape;
            }

            namespace Info {

                /** Properties of an Info. */
                interface $Properties {

                    /** Info sdk_vsn */
                    sdk_vsn?: (string|null);

                    /** Info network */
                    network?: (im.floo.protobuf.Info.Network|null);

                    /** Info content */
                    content?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Info. */
                type $Shape = im.floo.protobuf.Info.$Properties;

                /** Network enum. */
                enum Network {

                    /** WIRE value */
                    WIRE = 0,

                    /** WIFI value */
                    WIFI = 1,

                    /** NET_2G value */
                    NET_2G = 2,

                    /** NET_3G value */
                    NET_3G = 3,

                    /** NET_4G value */
                    NET_4G = 4,

                    /** NET_5G value */
                    NET_5G = 5,

                    /** UNKNOWN value */
                    UNKNOWN = 6
                }
            }

            /**
             * Properties of a MessageOperation.
             * @deprecated Use im.floo.protobuf.MessageOperation.$Properties instead.
             */
            interface IMessageOperation extends im.floo.protobuf.MessageOperation.$Properties {
            }

            /** Represents a MessageOperation. */
            class MessageOperation {

                /**
                 * Constructs a new MessageOperation.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: im.floo.protobuf.MessageOperation.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** MessageOperation type. */
                type: im.floo.protobuf.MessageOperation.OpType;

                /** MessageOperation mid. */
                mid: (number|Long);

                /** MessageOperation xid. */
                xid?: (im.floo.protobuf.XID.$Properties|null);

                /**
                 * Encodes the specified MessageOperation message. Does not implicitly {@link im.floo.protobuf.MessageOperation.verify|verify} messages.
                 * @param message MessageOperation message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: im.floo.protobuf.MessageOperation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a MessageOperation message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.MessageOperation & im.floo.protobuf.MessageOperation.$Shape} MessageOperation
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): im.floo.protobuf.MessageOperation & im.floo.protobuf.MessageOperation.$Shape;
            }

            namespace MessageOperation {

                /** Properties of a MessageOperation. */
                interface $Properties {

                    /** MessageOperation type */
                    type?: (im.floo.protobuf.MessageOperation.OpType|null);

                    /** MessageOperation mid */
                    mid?: (number|Long|null);

                    /** MessageOperation xid */
                    xid?: (im.floo.protobuf.XID.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a MessageOperation. */
                type $Shape = im.floo.protobuf.MessageOperation.$Properties;

                /** OpType enum. */
                enum OpType {

                    /** UNKNOWN value */
                    UNKNOWN = 0,

                    /** READ_ACK value */
                    READ_ACK = 1,

                    /** READ_ALL value */
                    READ_ALL = 2,

                    /** READ_CANCEL value */
                    READ_CANCEL = 3,

                    /** DELIVER_ACK value */
                    DELIVER_ACK = 4,

                    /** RECALL value */
                    RECALL = 5,

                    /** DELETE value */
                    DELETE = 6,

                    /** PLAY_ACK value */
                    PLAY_ACK = 7,

                    /** APPEND value */
                    APPEND = 8,

                    /** REPLACE value */
                    REPLACE = 9
                }
            }

            /**
             * Properties of a MessageBody.
             * @deprecated Use im.floo.protobuf.MessageBody.$Properties instead.
             */
            interface IMessageBody extends im.floo.protobuf.MessageBody.$Properties {
            }

            /** Represents a MessageBody. */
            class MessageBody {

                /**
                 * Constructs a new MessageBody.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: im.floo.protobuf.MessageBody.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** MessageBody type. */
                type: im.floo.protobuf.MessageBody.Type;

                /** MessageBody content. */
                content: string;

                /** MessageBody ctype. */
                ctype: im.floo.protobuf.MessageBody.ContentType;

                /** MessageBody operation. */
                operation?: (im.floo.protobuf.MessageOperation.$Properties|null);

                /** MessageBody config. */
                config: string;

                /** MessageBody attachment. */
                attachment: string;

                /** MessageBody ext. */
                ext: string;

                /** MessageBody qos. */
                qos: im.floo.protobuf.MessageBody.QoS;

                /** MessageBody sender_name. */
                sender_name: string;

                /** MessageBody is_system. */
                is_system: boolean;

                /** MessageBody priority. */
                priority: number;

                /** MessageBody status. */
                status: im.floo.protobuf.MessageBody.Status;

                /** MessageBody edit_timestamp. */
                edit_timestamp: (number|Long);

                /**
                 * Encodes the specified MessageBody message. Does not implicitly {@link im.floo.protobuf.MessageBody.verify|verify} messages.
                 * @param message MessageBody message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: im.floo.protobuf.MessageBody.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a MessageBody message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.MessageBody & im.floo.protobuf.MessageBody.$Shape} MessageBody
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): im.floo.protobuf.MessageBody & im.floo.protobuf.MessageBody.$Shape;
            }

            namespace MessageBody {

                /** Properties of a MessageBody. */
                interface $Properties {

                    /** MessageBody type */
                    type?: (im.floo.protobuf.MessageBody.Type|null);

                    /** MessageBody content */
                    content?: (string|null);

                    /** MessageBody ctype */
                    ctype?: (im.floo.protobuf.MessageBody.ContentType|null);

                    /** MessageBody operation */
                    operation?: (im.floo.protobuf.MessageOperation.$Properties|null);

                    /** MessageBody config */
                    config?: (string|null);

                    /** MessageBody attachment */
                    attachment?: (string|null);

                    /** MessageBody ext */
                    ext?: (string|null);

                    /** MessageBody qos */
                    qos?: (im.floo.protobuf.MessageBody.QoS|null);

                    /** MessageBody sender_name */
                    sender_name?: (string|null);

                    /** MessageBody is_system */
                    is_system?: (boolean|null);

                    /** MessageBody priority */
                    priority?: (number|null);

                    /** MessageBody status */
                    status?: (im.floo.protobuf.MessageBody.Status|null);

                    /** MessageBody edit_timestamp */
                    edit_timestamp?: (number|Long|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a MessageBody. */
                type $Shape = im.floo.protobuf.MessageBody.$Properties;

                /** Type enum. */
                enum Type {

                    /** NORMAL value */
                    NORMAL = 0,

                    /** OPER value */
                    OPER = 1,

                    /** CHAT value */
                    CHAT = 2,

                    /** GROUPCHAT value */
                    GROUPCHAT = 3
                }

                /** ContentType enum. */
                enum ContentType {

                    /** TEXT value */
                    TEXT = 0,

                    /** IMAGE value */
                    IMAGE = 1,

                    /** AUDIO value */
                    AUDIO = 2,

                    /** VIDEO value */
                    VIDEO = 3,

                    /** FILE value */
                    FILE = 4,

                    /** LOCATION value */
                    LOCATION = 5,

                    /** COMMAND value */
                    COMMAND = 6,

                    /** FORWARD value */
                    FORWARD = 7,

                    /** RTC value */
                    RTC = 8
                }

                /** QoS enum. */
                enum QoS {

                    /** AT_LEAST_ONCE value */
                    AT_LEAST_ONCE = 0,

                    /** AT_MOST_ONCE value */
                    AT_MOST_ONCE = 1,

                    /** EXACTLY_ONCE value */
                    EXACTLY_ONCE = 2
                }

                /** Status enum. */
                enum Status {

                    /** UNREAD value */
                    UNREAD = 0,

                    /** DELIVERED value */
                    DELIVERED = 1,

                    /** READ value */
                    READ = 2
                }
            }

            /**
             * Properties of a RosterNotice.
             * @deprecated Use im.floo.protobuf.RosterNotice.$Properties instead.
             */
            interface IRosterNotice extends im.floo.protobuf.RosterNotice.$Properties {
            }

            /** Represents a RosterNotice. */
            class RosterNotice {

                /**
                 * Constructs a new RosterNotice.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: im.floo.protobuf.RosterNotice.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RosterNotice type. */
                type: im.floo.protobuf.RosterNotice.Type;

                /** RosterNotice from. */
                from?: (im.floo.protobuf.XID.$Properties|null);

                /** RosterNotice to. */
                to: im.floo.protobuf.XID.$Properties[];

                /** RosterNotice content. */
                content: string;

                /** RosterNotice roster_vsn. */
                roster_vsn: string;

                /**
                 * Encodes the specified RosterNotice message. Does not implicitly {@link im.floo.protobuf.RosterNotice.verify|verify} messages.
                 * @param message RosterNotice message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: im.floo.protobuf.RosterNotice.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RosterNotice message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.RosterNotice & im.floo.protobuf.RosterNotice.$Shape} RosterNotice
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): im.floo.protobuf.RosterNotice & im.floo.protobuf.RosterNotice.$Shape;
            }

            namespace RosterNotice {

                /** Properties of a RosterNotice. */
                interface $Properties {

                    /** RosterNotice type */
                    type?: (im.floo.protobuf.RosterNotice.Type|null);

                    /** RosterNotice from */
                    from?: (im.floo.protobuf.XID.$Properties|null);

                    /** RosterNotice to */
                    to?: (im.floo.protobuf.XID.$Properties[]|null);

                    /** RosterNotice content */
                    content?: (string|null);

                    /** RosterNotice roster_vsn */
                    roster_vsn?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RosterNotice. */
                type $Shape = im.floo.protobuf.RosterNotice.$Properties;

                /** Type enum. */
                enum Type {

                    /** UNKNOWN value */
                    UNKNOWN = 0,

                    /** ADDED value */
                    ADDED = 1,

                    /** REMOVED value */
                    REMOVED = 2,

                    /** ACCEPTED value */
                    ACCEPTED = 3,

                    /** DECLINED value */
                    DECLINED = 4,

                    /** BLOCKED value */
                    BLOCKED = 5,

                    /** UNBLOCKED value */
                    UNBLOCKED = 6,

                    /** APPLIED value */
                    APPLIED = 7,

                    /** INFO_UPDATED value */
                    INFO_UPDATED = 8,

                    /** MUTED value */
                    MUTED = 9,

                    /** UNMUTED value */
                    UNMUTED = 10
                }
            }

            /**
             * Properties of a RtcSignal.
             * @deprecated Use im.floo.protobuf.RtcSignal.$Properties instead.
             */
            interface IRtcSignal extends im.floo.protobuf.RtcSignal.$Properties {
            }

            /** Represents a RtcSignal. */
            class RtcSignal {

                /**
                 * Constructs a new RtcSignal.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: im.floo.protobuf.RtcSignal.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RtcSignal type. */
                type: im.floo.protobuf.RtcSignal.Type;

                /** RtcSignal content. */
                content: string;

                /** RtcSignal media_server. */
                media_server: string;

                /**
                 * Encodes the specified RtcSignal message. Does not implicitly {@link im.floo.protobuf.RtcSignal.verify|verify} messages.
                 * @param message RtcSignal message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: im.floo.protobuf.RtcSignal.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RtcSignal message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.RtcSignal & im.floo.protobuf.RtcSignal.$Shape} RtcSignal
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): im.floo.protobuf.RtcSignal & im.floo.protobuf.RtcSignal.$Shape;
            }

            namespace RtcSignal {

                /** Properties of a RtcSignal. */
                interface $Properties {

                    /** RtcSignal type */
                    type?: (im.floo.protobuf.RtcSignal.Type|null);

                    /** RtcSignal content */
                    content?: (string|null);

                    /** RtcSignal media_server */
                    media_server?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RtcSignal. */
                type $Shape = im.floo.protobuf.RtcSignal.$Properties;

                /** Type enum. */
                enum Type {

                    /** UNKNOWN value */
                    UNKNOWN = 0,

                    /** VIDEO_ROOM value */
                    VIDEO_ROOM = 1
                }
            }

            /**
             * Properties of a UserNotice.
             * @deprecated Use im.floo.protobuf.UserNotice.$Properties instead.
             */
            interface IUserNotice extends im.floo.protobuf.UserNotice.$Properties {
            }

            /** Represents a UserNotice. */
            class UserNotice {

                /**
                 * Constructs a new UserNotice.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: im.floo.protobuf.UserNotice.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** UserNotice type. */
                type: im.floo.protobuf.UserNotice.Type;

                /** UserNotice content. */
                content: string;

                /**
                 * Encodes the specified UserNotice message. Does not implicitly {@link im.floo.protobuf.UserNotice.verify|verify} messages.
                 * @param message UserNotice message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: im.floo.protobuf.UserNotice.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a UserNotice message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.UserNotice & im.floo.protobuf.UserNotice.$Shape} UserNotice
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): im.floo.protobuf.UserNotice & im.floo.protobuf.UserNotice.$Shape;
            }

            namespace UserNotice {

                /** Properties of a UserNotice. */
                interface $Properties {

                    /** UserNotice type */
                    type?: (im.floo.protobuf.UserNotice.Type|null);

                    /** UserNotice content */
                    content?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a UserNotice. */
                type $Shape = im.floo.protobuf.UserNotice.$Properties;

                /** Type enum. */
                enum Type {

                    /** UNKNOWN value */
                    UNKNOWN = 0,

                    /** PASSWORD_CHANGED value */
                    PASSWORD_CHANGED = 1,

                    /** FROZEN value */
                    FROZEN = 2,

                    /** REMOVED value */
                    REMOVED = 3,

                    /** KICK_BY_SAME_DEVICE value */
                    KICK_BY_SAME_DEVICE = 4,

                    /** KICKED_BY_OTHER_DEVICE value */
                    KICKED_BY_OTHER_DEVICE = 5,

                    /** INFO_UPDATED value */
                    INFO_UPDATED = 6,

                    /** DEVICE_LOGIN value */
                    DEVICE_LOGIN = 7,

                    /** DEVICE_LOGOUT value */
                    DEVICE_LOGOUT = 8,

                    /** DEVICE_ADDED value */
                    DEVICE_ADDED = 9,

                    /** DEVICE_REMOVED value */
                    DEVICE_REMOVED = 10,

                    /** CLUSTER_CHANGED value */
                    CLUSTER_CHANGED = 11,

                    /** DNS_UPDATE value */
                    DNS_UPDATE = 12,

                    /** TRAFFIC_LIMIT_EXCEEDED value */
                    TRAFFIC_LIMIT_EXCEEDED = 13
                }
            }
        }
    }
}
