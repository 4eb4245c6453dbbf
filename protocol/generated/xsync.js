/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["default"] || ($protobuf.roots["default"] = {});

export const im = $root.im = (() => {

    /**
     * Namespace im.
     * @exports im
     * @namespace
     */
    const im = {};

    im.floo = (function() {

        /**
         * Namespace floo.
         * @memberof im
         * @namespace
         */
        const floo = {};

        floo.protobuf = (function() {

            /**
             * Namespace protobuf.
             * @memberof im.floo
             * @namespace
             */
            const protobuf = {};

            protobuf.Conversation = (function() {

                /**
                 * Properties of a Conversation.
                 * @typedef {Object} im.floo.protobuf.Conversation.$Properties
                 * @property {im.floo.protobuf.Conversation.Type|null} [type] Conversation type
                 * @property {im.floo.protobuf.ConversationOperation.$Properties|null} [operation] Conversation operation
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Conversation.
                 * @memberof im.floo.protobuf
                 * @interface IConversation
                 * @augments im.floo.protobuf.Conversation.$Properties
                 * @deprecated Use im.floo.protobuf.Conversation.$Properties instead.
                 */

                /**
                 * Shape of a Conversation.
                 * @typedef {im.floo.protobuf.Conversation.$Properties} im.floo.protobuf.Conversation.$Shape
                 */

                /**
                 * Constructs a new Conversation.
                 * @memberof im.floo.protobuf
                 * @classdesc Represents a Conversation.
                 * @constructor
                 * @param {im.floo.protobuf.Conversation.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Conversation = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Conversation type.
                 * @member {im.floo.protobuf.Conversation.Type} type
                 * @memberof im.floo.protobuf.Conversation
                 * @instance
                 */
                Conversation.prototype.type = 0;

                /**
                 * Conversation operation.
                 * @member {im.floo.protobuf.ConversationOperation.$Properties|null|undefined} operation
                 * @memberof im.floo.protobuf.Conversation
                 * @instance
                 */
                Conversation.prototype.operation = null;

                /**
                 * Encodes the specified Conversation message. Does not implicitly {@link im.floo.protobuf.Conversation.verify|verify} messages.
                 * @function encode
                 * @memberof im.floo.protobuf.Conversation
                 * @static
                 * @param {im.floo.protobuf.Conversation.$Properties} message Conversation message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Conversation.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type"))
                        writer.uint32(/* id 1, wireType 0 =*/8).int32(message.type);
                    if (message.operation != null && $Object.hasOwnProperty.call(message, "operation"))
                        $root.im.floo.protobuf.ConversationOperation.encode(message.operation, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Conversation message from the specified reader or buffer.
                 * @function decode
                 * @memberof im.floo.protobuf.Conversation
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.Conversation & im.floo.protobuf.Conversation.$Shape} Conversation
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Conversation.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.im.floo.protobuf.Conversation();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                message.type = reader.int32();
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.operation = $root.im.floo.protobuf.ConversationOperation.decode(reader, reader.size(), $undefined, _depth + 1, message.operation);
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Type enum.
                 * @name im.floo.protobuf.Conversation.Type
                 * @enum {number}
                 * @property {number} UNKNOWN=0 UNKNOWN value
                 * @property {number} OPER=1 OPER value
                 */
                Conversation.Type = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "UNKNOWN"] = 0;
                    values[valuesById[1] = "OPER"] = 1;
                    return values;
                })();

                return Conversation;
            })();

            protobuf.ConversationOperation = (function() {

                /**
                 * Properties of a ConversationOperation.
                 * @typedef {Object} im.floo.protobuf.ConversationOperation.$Properties
                 * @property {im.floo.protobuf.ConversationOperation.OpType|null} [type] ConversationOperation type
                 * @property {im.floo.protobuf.XID.$Properties|null} [xid] ConversationOperation xid
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ConversationOperation.
                 * @memberof im.floo.protobuf
                 * @interface IConversationOperation
                 * @augments im.floo.protobuf.ConversationOperation.$Properties
                 * @deprecated Use im.floo.protobuf.ConversationOperation.$Properties instead.
                 */

                /**
                 * Shape of a ConversationOperation.
                 * @typedef {im.floo.protobuf.ConversationOperation.$Properties} im.floo.protobuf.ConversationOperation.$Shape
                 */

                /**
                 * Constructs a new ConversationOperation.
                 * @memberof im.floo.protobuf
                 * @classdesc Represents a ConversationOperation.
                 * @constructor
                 * @param {im.floo.protobuf.ConversationOperation.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ConversationOperation = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ConversationOperation type.
                 * @member {im.floo.protobuf.ConversationOperation.OpType} type
                 * @memberof im.floo.protobuf.ConversationOperation
                 * @instance
                 */
                ConversationOperation.prototype.type = 0;

                /**
                 * ConversationOperation xid.
                 * @member {im.floo.protobuf.XID.$Properties|null|undefined} xid
                 * @memberof im.floo.protobuf.ConversationOperation
                 * @instance
                 */
                ConversationOperation.prototype.xid = null;

                /**
                 * Encodes the specified ConversationOperation message. Does not implicitly {@link im.floo.protobuf.ConversationOperation.verify|verify} messages.
                 * @function encode
                 * @memberof im.floo.protobuf.ConversationOperation
                 * @static
                 * @param {im.floo.protobuf.ConversationOperation.$Properties} message ConversationOperation message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ConversationOperation.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type"))
                        writer.uint32(/* id 1, wireType 0 =*/8).int32(message.type);
                    if (message.xid != null && $Object.hasOwnProperty.call(message, "xid"))
                        $root.im.floo.protobuf.XID.encode(message.xid, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ConversationOperation message from the specified reader or buffer.
                 * @function decode
                 * @memberof im.floo.protobuf.ConversationOperation
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.ConversationOperation & im.floo.protobuf.ConversationOperation.$Shape} ConversationOperation
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ConversationOperation.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.im.floo.protobuf.ConversationOperation();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                message.type = reader.int32();
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.xid = $root.im.floo.protobuf.XID.decode(reader, reader.size(), $undefined, _depth + 1, message.xid);
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * OpType enum.
                 * @name im.floo.protobuf.ConversationOperation.OpType
                 * @enum {number}
                 * @property {number} UNKNOWN=0 UNKNOWN value
                 * @property {number} DELETE=1 DELETE value
                 * @property {number} DELETE_EVERYWHERE=2 DELETE_EVERYWHERE value
                 */
                ConversationOperation.OpType = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "UNKNOWN"] = 0;
                    values[valuesById[1] = "DELETE"] = 1;
                    values[valuesById[2] = "DELETE_EVERYWHERE"] = 2;
                    return values;
                })();

                return ConversationOperation;
            })();

            protobuf.Frame = (function() {

                /**
                 * Properties of a Frame.
                 * @typedef {Object} im.floo.protobuf.Frame.$Properties
                 * @property {im.floo.protobuf.Frame.VSN|null} [vsn] Frame vsn
                 * @property {im.floo.protobuf.Frame.CompressMethod|null} [compress_method] Frame compress_method
                 * @property {im.floo.protobuf.Frame.Command|null} [command] Frame command
                 * @property {Uint8Array|null} [payload] Frame payload
                 * @property {im.floo.protobuf.Frame.EncryptMethod|null} [encrypt_method] Frame encrypt_method
                 * @property {Uint8Array|null} [encrypt_key] Frame encrypt_key
                 * @property {number|null} [check_sum] Frame check_sum
                 * @property {string|null} [tag] Frame tag
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Frame.
                 * @memberof im.floo.protobuf
                 * @interface IFrame
                 * @augments im.floo.protobuf.Frame.$Properties
                 * @deprecated Use im.floo.protobuf.Frame.$Properties instead.
                 */

                /**
                 * Shape of a Frame.
                 * @typedef {im.floo.protobuf.Frame.$Properties} im.floo.protobuf.Frame.$Shape
                 */

                /**
                 * Constructs a new Frame.
                 * @memberof im.floo.protobuf
                 * @classdesc Represents a Frame.
                 * @constructor
                 * @param {im.floo.protobuf.Frame.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Frame = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Frame vsn.
                 * @member {im.floo.protobuf.Frame.VSN} vsn
                 * @memberof im.floo.protobuf.Frame
                 * @instance
                 */
                Frame.prototype.vsn = 0;

                /**
                 * Frame compress_method.
                 * @member {im.floo.protobuf.Frame.CompressMethod} compress_method
                 * @memberof im.floo.protobuf.Frame
                 * @instance
                 */
                Frame.prototype.compress_method = 0;

                /**
                 * Frame command.
                 * @member {im.floo.protobuf.Frame.Command} command
                 * @memberof im.floo.protobuf.Frame
                 * @instance
                 */
                Frame.prototype.command = 0;

                /**
                 * Frame payload.
                 * @member {Uint8Array} payload
                 * @memberof im.floo.protobuf.Frame
                 * @instance
                 */
                Frame.prototype.payload = $util.newBuffer([]);

                /**
                 * Frame encrypt_method.
                 * @member {im.floo.protobuf.Frame.EncryptMethod} encrypt_method
                 * @memberof im.floo.protobuf.Frame
                 * @instance
                 */
                Frame.prototype.encrypt_method = 0;

                /**
                 * Frame encrypt_key.
                 * @member {Uint8Array} encrypt_key
                 * @memberof im.floo.protobuf.Frame
                 * @instance
                 */
                Frame.prototype.encrypt_key = $util.newBuffer([]);

                /**
                 * Frame check_sum.
                 * @member {number} check_sum
                 * @memberof im.floo.protobuf.Frame
                 * @instance
                 */
                Frame.prototype.check_sum = 0;

                /**
                 * Frame tag.
                 * @member {string} tag
                 * @memberof im.floo.protobuf.Frame
                 * @instance
                 */
                Frame.prototype.tag = "";

                /**
                 * Encodes the specified Frame message. Does not implicitly {@link im.floo.protobuf.Frame.verify|verify} messages.
                 * @function encode
                 * @memberof im.floo.protobuf.Frame
                 * @static
                 * @param {im.floo.protobuf.Frame.$Properties} message Frame message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Frame.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.vsn != null && $Object.hasOwnProperty.call(message, "vsn"))
                        writer.uint32(/* id 1, wireType 0 =*/8).int32(message.vsn);
                    if (message.compress_method != null && $Object.hasOwnProperty.call(message, "compress_method"))
                        writer.uint32(/* id 2, wireType 0 =*/16).int32(message.compress_method);
                    if (message.command != null && $Object.hasOwnProperty.call(message, "command"))
                        writer.uint32(/* id 3, wireType 0 =*/24).int32(message.command);
                    if (message.payload != null && $Object.hasOwnProperty.call(message, "payload"))
                        writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.payload);
                    if (message.encrypt_method != null && $Object.hasOwnProperty.call(message, "encrypt_method"))
                        writer.uint32(/* id 5, wireType 0 =*/40).int32(message.encrypt_method);
                    if (message.encrypt_key != null && $Object.hasOwnProperty.call(message, "encrypt_key"))
                        writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.encrypt_key);
                    if (message.check_sum != null && $Object.hasOwnProperty.call(message, "check_sum"))
                        writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.check_sum);
                    if (message.tag != null && $Object.hasOwnProperty.call(message, "tag"))
                        writer.uint32(/* id 8, wireType 2 =*/66).string(message.tag);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Frame message from the specified reader or buffer.
                 * @function decode
                 * @memberof im.floo.protobuf.Frame
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.Frame & im.floo.protobuf.Frame.$Shape} Frame
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Frame.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.im.floo.protobuf.Frame();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                message.vsn = reader.int32();
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                message.compress_method = reader.int32();
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                message.command = reader.int32();
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.payload = reader.bytes();
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                message.encrypt_method = reader.int32();
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                message.encrypt_key = reader.bytes();
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                message.check_sum = reader.uint32();
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                message.tag = reader.stringVerify();
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * VSN enum.
                 * @name im.floo.protobuf.Frame.VSN
                 * @enum {number}
                 * @property {number} XSYNC_V1=0 XSYNC_V1 value
                 * @property {number} XSYNC_V2=1 XSYNC_V2 value
                 */
                Frame.VSN = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "XSYNC_V1"] = 0;
                    values[valuesById[1] = "XSYNC_V2"] = 1;
                    return values;
                })();

                /**
                 * Command enum.
                 * @name im.floo.protobuf.Frame.Command
                 * @enum {number}
                 * @property {number} UNREAD=0 UNREAD value
                 * @property {number} SYNC=1 SYNC value
                 * @property {number} NOTICE=2 NOTICE value
                 * @property {number} PROVISION=3 PROVISION value
                 */
                Frame.Command = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "UNREAD"] = 0;
                    values[valuesById[1] = "SYNC"] = 1;
                    values[valuesById[2] = "NOTICE"] = 2;
                    values[valuesById[3] = "PROVISION"] = 3;
                    return values;
                })();

                /**
                 * CompressMethod enum.
                 * @name im.floo.protobuf.Frame.CompressMethod
                 * @enum {number}
                 * @property {number} NONE=0 NONE value
                 * @property {number} ZLIB=1 ZLIB value
                 */
                Frame.CompressMethod = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "NONE"] = 0;
                    values[valuesById[1] = "ZLIB"] = 1;
                    return values;
                })();

                /**
                 * EncryptMethod enum.
                 * @name im.floo.protobuf.Frame.EncryptMethod
                 * @enum {number}
                 * @property {number} ENCRYPT_NONE=0 ENCRYPT_NONE value
                 * @property {number} AES_CBC_128=1 AES_CBC_128 value
                 * @property {number} AES_CBC_256=2 AES_CBC_256 value
                 * @property {number} CUSTOM=3 CUSTOM value
                 */
                Frame.EncryptMethod = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "ENCRYPT_NONE"] = 0;
                    values[valuesById[1] = "AES_CBC_128"] = 1;
                    values[valuesById[2] = "AES_CBC_256"] = 2;
                    values[valuesById[3] = "CUSTOM"] = 3;
                    return values;
                })();

                return Frame;
            })();

            protobuf.Status = (function() {

                /**
                 * Properties of a Status.
                 * @typedef {Object} im.floo.protobuf.Status.$Properties
                 * @property {im.floo.protobuf.Status.ErrorCode|null} [code] Status code
                 * @property {string|null} [reason] Status reason
                 * @property {number|null} [error] Status error
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Status.
                 * @memberof im.floo.protobuf
                 * @interface IStatus
                 * @augments im.floo.protobuf.Status.$Properties
                 * @deprecated Use im.floo.protobuf.Status.$Properties instead.
                 */

                /**
                 * Shape of a Status.
                 * @typedef {im.floo.protobuf.Status.$Properties} im.floo.protobuf.Status.$Shape
                 */

                /**
                 * Constructs a new Status.
                 * @memberof im.floo.protobuf
                 * @classdesc Represents a Status.
                 * @constructor
                 * @param {im.floo.protobuf.Status.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Status = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Status code.
                 * @member {im.floo.protobuf.Status.ErrorCode} code
                 * @memberof im.floo.protobuf.Status
                 * @instance
                 */
                Status.prototype.code = 0;

                /**
                 * Status reason.
                 * @member {string} reason
                 * @memberof im.floo.protobuf.Status
                 * @instance
                 */
                Status.prototype.reason = "";

                /**
                 * Status error.
                 * @member {number} error
                 * @memberof im.floo.protobuf.Status
                 * @instance
                 */
                Status.prototype.error = 0;

                /**
                 * Encodes the specified Status message. Does not implicitly {@link im.floo.protobuf.Status.verify|verify} messages.
                 * @function encode
                 * @memberof im.floo.protobuf.Status
                 * @static
                 * @param {im.floo.protobuf.Status.$Properties} message Status message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Status.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.code != null && $Object.hasOwnProperty.call(message, "code"))
                        writer.uint32(/* id 1, wireType 0 =*/8).int32(message.code);
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason"))
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.reason);
                    if (message.error != null && $Object.hasOwnProperty.call(message, "error"))
                        writer.uint32(/* id 1000, wireType 0 =*/8000).uint32(message.error);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Status message from the specified reader or buffer.
                 * @function decode
                 * @memberof im.floo.protobuf.Status
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.Status & im.floo.protobuf.Status.$Shape} Status
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Status.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.im.floo.protobuf.Status();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                message.code = reader.int32();
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.reason = reader.stringVerify();
                                continue;
                            }
                        case 1000: {
                                if (wireType !== 0)
                                    break;
                                message.error = reader.uint32();
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * ErrorCode enum.
                 * @name im.floo.protobuf.Status.ErrorCode
                 * @enum {number}
                 * @property {number} UNKNOWN=0 UNKNOWN value
                 * @property {number} OK=1 OK value
                 * @property {number} FAIL=2 FAIL value
                 * @property {number} UNKNOWN_COMMAND=3 UNKNOWN_COMMAND value
                 * @property {number} PB_PARSER_ERROR=4 PB_PARSER_ERROR value
                 * @property {number} DECRYPT_FAILURE=5 DECRYPT_FAILURE value
                 * @property {number} PUBLIC_KEY_CHANGED=6 PUBLIC_KEY_CHANGED value
                 * @property {number} INVALID_TOKEN=7 INVALID_TOKEN value
                 * @property {number} INVALID_PARAMETER=8 INVALID_PARAMETER value
                 * @property {number} UNAUTHORIZED=9 UNAUTHORIZED value
                 * @property {number} USER_FROZEN=10 USER_FROZEN value
                 * @property {number} USER_BANNED=11 USER_BANNED value
                 * @property {number} WORD_CENSORED=12 WORD_CENSORED value
                 * @property {number} TOO_MANY_DEVICES=13 TOO_MANY_DEVICES value
                 * @property {number} ENCRYPT_METHOD_UNSUPPORTED=14 ENCRYPT_METHOD_UNSUPPORTED value
                 * @property {number} DEVICE_GUID_CONFLICT=15 DEVICE_GUID_CONFLICT value
                 * @property {number} CHECK_SUM_FAILURE=16 CHECK_SUM_FAILURE value
                 * @property {number} INVALID_LICENSE=17 INVALID_LICENSE value
                 * @property {number} LICENSE_LIMIT=18 LICENSE_LIMIT value
                 * @property {number} APP_FROZEN=19 APP_FROZEN value
                 * @property {number} RATE_LIMIT_EXCEEDED=20 RATE_LIMIT_EXCEEDED value
                 */
                Status.ErrorCode = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "UNKNOWN"] = 0;
                    values[valuesById[1] = "OK"] = 1;
                    values[valuesById[2] = "FAIL"] = 2;
                    values[valuesById[3] = "UNKNOWN_COMMAND"] = 3;
                    values[valuesById[4] = "PB_PARSER_ERROR"] = 4;
                    values[valuesById[5] = "DECRYPT_FAILURE"] = 5;
                    values[valuesById[6] = "PUBLIC_KEY_CHANGED"] = 6;
                    values[valuesById[7] = "INVALID_TOKEN"] = 7;
                    values[valuesById[8] = "INVALID_PARAMETER"] = 8;
                    values[valuesById[9] = "UNAUTHORIZED"] = 9;
                    values[valuesById[10] = "USER_FROZEN"] = 10;
                    values[valuesById[11] = "USER_BANNED"] = 11;
                    values[valuesById[12] = "WORD_CENSORED"] = 12;
                    values[valuesById[13] = "TOO_MANY_DEVICES"] = 13;
                    values[valuesById[14] = "ENCRYPT_METHOD_UNSUPPORTED"] = 14;
                    values[valuesById[15] = "DEVICE_GUID_CONFLICT"] = 15;
                    values[valuesById[16] = "CHECK_SUM_FAILURE"] = 16;
                    values[valuesById[17] = "INVALID_LICENSE"] = 17;
                    values[valuesById[18] = "LICENSE_LIMIT"] = 18;
                    values[valuesById[19] = "APP_FROZEN"] = 19;
                    values[valuesById[20] = "RATE_LIMIT_EXCEEDED"] = 20;
                    return values;
                })();

                return Status;
            })();

            protobuf.ConversationUnread = (function() {

                /**
                 * Properties of a ConversationUnread.
                 * @typedef {Object} im.floo.protobuf.ConversationUnread.$Properties
                 * @property {im.floo.protobuf.XID.$Properties|null} [xid] ConversationUnread xid
                 * @property {number|null} [n] ConversationUnread n
                 * @property {im.floo.protobuf.ConversationUnread.ConvType|null} [type] ConversationUnread type
                 * @property {number|Long|null} [head_mid] ConversationUnread head_mid
                 * @property {number|Long|null} [head_seq] ConversationUnread head_seq
                 * @property {number|Long|null} [read_mid] ConversationUnread read_mid
                 * @property {number|Long|null} [read_seq] ConversationUnread read_seq
                 * @property {number|null} [unread] ConversationUnread unread
                 * @property {number|Long|null} [peer_read_mid] ConversationUnread peer_read_mid
                 * @property {number|Long|null} [head_time] ConversationUnread head_time
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ConversationUnread.
                 * @memberof im.floo.protobuf
                 * @interface IConversationUnread
                 * @augments im.floo.protobuf.ConversationUnread.$Properties
                 * @deprecated Use im.floo.protobuf.ConversationUnread.$Properties instead.
                 */

                /**
                 * Shape of a ConversationUnread.
                 * @typedef {im.floo.protobuf.ConversationUnread.$Properties} im.floo.protobuf.ConversationUnread.$Shape
                 */

                /**
                 * Constructs a new ConversationUnread.
                 * @memberof im.floo.protobuf
                 * @classdesc Represents a ConversationUnread.
                 * @constructor
                 * @param {im.floo.protobuf.ConversationUnread.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ConversationUnread = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ConversationUnread xid.
                 * @member {im.floo.protobuf.XID.$Properties|null|undefined} xid
                 * @memberof im.floo.protobuf.ConversationUnread
                 * @instance
                 */
                ConversationUnread.prototype.xid = null;

                /**
                 * ConversationUnread n.
                 * @member {number} n
                 * @memberof im.floo.protobuf.ConversationUnread
                 * @instance
                 */
                ConversationUnread.prototype.n = 0;

                /**
                 * ConversationUnread type.
                 * @member {im.floo.protobuf.ConversationUnread.ConvType} type
                 * @memberof im.floo.protobuf.ConversationUnread
                 * @instance
                 */
                ConversationUnread.prototype.type = 0;

                /**
                 * ConversationUnread head_mid.
                 * @member {number|Long} head_mid
                 * @memberof im.floo.protobuf.ConversationUnread
                 * @instance
                 */
                ConversationUnread.prototype.head_mid = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * ConversationUnread head_seq.
                 * @member {number|Long} head_seq
                 * @memberof im.floo.protobuf.ConversationUnread
                 * @instance
                 */
                ConversationUnread.prototype.head_seq = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * ConversationUnread read_mid.
                 * @member {number|Long} read_mid
                 * @memberof im.floo.protobuf.ConversationUnread
                 * @instance
                 */
                ConversationUnread.prototype.read_mid = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * ConversationUnread read_seq.
                 * @member {number|Long} read_seq
                 * @memberof im.floo.protobuf.ConversationUnread
                 * @instance
                 */
                ConversationUnread.prototype.read_seq = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * ConversationUnread unread.
                 * @member {number} unread
                 * @memberof im.floo.protobuf.ConversationUnread
                 * @instance
                 */
                ConversationUnread.prototype.unread = 0;

                /**
                 * ConversationUnread peer_read_mid.
                 * @member {number|Long} peer_read_mid
                 * @memberof im.floo.protobuf.ConversationUnread
                 * @instance
                 */
                ConversationUnread.prototype.peer_read_mid = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * ConversationUnread head_time.
                 * @member {number|Long} head_time
                 * @memberof im.floo.protobuf.ConversationUnread
                 * @instance
                 */
                ConversationUnread.prototype.head_time = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified ConversationUnread message. Does not implicitly {@link im.floo.protobuf.ConversationUnread.verify|verify} messages.
                 * @function encode
                 * @memberof im.floo.protobuf.ConversationUnread
                 * @static
                 * @param {im.floo.protobuf.ConversationUnread.$Properties} message ConversationUnread message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ConversationUnread.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.xid != null && $Object.hasOwnProperty.call(message, "xid"))
                        $root.im.floo.protobuf.XID.encode(message.xid, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.n != null && $Object.hasOwnProperty.call(message, "n"))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.n);
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type"))
                        writer.uint32(/* id 3, wireType 0 =*/24).int32(message.type);
                    if (message.head_mid != null && $Object.hasOwnProperty.call(message, "head_mid"))
                        writer.uint32(/* id 1000, wireType 0 =*/8000).uint64(message.head_mid);
                    if (message.head_seq != null && $Object.hasOwnProperty.call(message, "head_seq"))
                        writer.uint32(/* id 1001, wireType 0 =*/8008).uint64(message.head_seq);
                    if (message.read_mid != null && $Object.hasOwnProperty.call(message, "read_mid"))
                        writer.uint32(/* id 1002, wireType 0 =*/8016).uint64(message.read_mid);
                    if (message.read_seq != null && $Object.hasOwnProperty.call(message, "read_seq"))
                        writer.uint32(/* id 1003, wireType 0 =*/8024).uint64(message.read_seq);
                    if (message.unread != null && $Object.hasOwnProperty.call(message, "unread"))
                        writer.uint32(/* id 1004, wireType 0 =*/8032).uint32(message.unread);
                    if (message.peer_read_mid != null && $Object.hasOwnProperty.call(message, "peer_read_mid"))
                        writer.uint32(/* id 1005, wireType 0 =*/8040).uint64(message.peer_read_mid);
                    if (message.head_time != null && $Object.hasOwnProperty.call(message, "head_time"))
                        writer.uint32(/* id 1006, wireType 0 =*/8048).uint64(message.head_time);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ConversationUnread message from the specified reader or buffer.
                 * @function decode
                 * @memberof im.floo.protobuf.ConversationUnread
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.ConversationUnread & im.floo.protobuf.ConversationUnread.$Shape} ConversationUnread
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ConversationUnread.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.im.floo.protobuf.ConversationUnread();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.xid = $root.im.floo.protobuf.XID.decode(reader, reader.size(), $undefined, _depth + 1, message.xid);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                message.n = reader.uint32();
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                message.type = reader.int32();
                                continue;
                            }
                        case 1000: {
                                if (wireType !== 0)
                                    break;
                                message.head_mid = reader.uint64();
                                continue;
                            }
                        case 1001: {
                                if (wireType !== 0)
                                    break;
                                message.head_seq = reader.uint64();
                                continue;
                            }
                        case 1002: {
                                if (wireType !== 0)
                                    break;
                                message.read_mid = reader.uint64();
                                continue;
                            }
                        case 1003: {
                                if (wireType !== 0)
                                    break;
                                message.read_seq = reader.uint64();
                                continue;
                            }
                        case 1004: {
                                if (wireType !== 0)
                                    break;
                                message.unread = reader.uint32();
                                continue;
                            }
                        case 1005: {
                                if (wireType !== 0)
                                    break;
                                message.peer_read_mid = reader.uint64();
                                continue;
                            }
                        case 1006: {
                                if (wireType !== 0)
                                    break;
                                message.head_time = reader.uint64();
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * ConvType enum.
                 * @name im.floo.protobuf.ConversationUnread.ConvType
                 * @enum {number}
                 * @property {number} UNKNOWN=0 UNKNOWN value
                 * @property {number} CHAT=1 CHAT value
                 * @property {number} GROUPCHAT=2 GROUPCHAT value
                 */
                ConversationUnread.ConvType = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "UNKNOWN"] = 0;
                    values[valuesById[1] = "CHAT"] = 1;
                    values[valuesById[2] = "GROUPCHAT"] = 2;
                    return values;
                })();

                return ConversationUnread;
            })();

            protobuf.UnreadUL = (function() {

                /**
                 * Properties of an UnreadUL.
                 * @typedef {Object} im.floo.protobuf.UnreadUL.$Properties
                 * @property {Array.<im.floo.protobuf.Position.$Properties>|null} [positions] UnreadUL positions
                 * @property {number|null} [tail] UnreadUL tail
                 * @property {number|null} [limit] UnreadUL limit
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an UnreadUL.
                 * @memberof im.floo.protobuf
                 * @interface IUnreadUL
                 * @augments im.floo.protobuf.UnreadUL.$Properties
                 * @deprecated Use im.floo.protobuf.UnreadUL.$Properties instead.
                 */

                /**
                 * Shape of an UnreadUL.
                 * @typedef {im.floo.protobuf.UnreadUL.$Properties} im.floo.protobuf.UnreadUL.$Shape
                 */

                /**
                 * Constructs a new UnreadUL.
                 * @memberof im.floo.protobuf
                 * @classdesc Represents an UnreadUL.
                 * @constructor
                 * @param {im.floo.protobuf.UnreadUL.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const UnreadUL = function (properties) {
                    this.positions = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * UnreadUL positions.
                 * @member {Array.<im.floo.protobuf.Position.$Properties>} positions
                 * @memberof im.floo.protobuf.UnreadUL
                 * @instance
                 */
                UnreadUL.prototype.positions = $util.emptyArray;

                /**
                 * UnreadUL tail.
                 * @member {number} tail
                 * @memberof im.floo.protobuf.UnreadUL
                 * @instance
                 */
                UnreadUL.prototype.tail = 0;

                /**
                 * UnreadUL limit.
                 * @member {number} limit
                 * @memberof im.floo.protobuf.UnreadUL
                 * @instance
                 */
                UnreadUL.prototype.limit = 0;

                /**
                 * Encodes the specified UnreadUL message. Does not implicitly {@link im.floo.protobuf.UnreadUL.verify|verify} messages.
                 * @function encode
                 * @memberof im.floo.protobuf.UnreadUL
                 * @static
                 * @param {im.floo.protobuf.UnreadUL.$Properties} message UnreadUL message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                UnreadUL.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.positions != null && message.positions.length)
                        for (let i = 0; i < message.positions.length; ++i)
                            $root.im.floo.protobuf.Position.encode(message.positions[i], writer.uint32(/* id 1000, wireType 2 =*/8002).fork(), _depth + 1).ldelim();
                    if (message.tail != null && $Object.hasOwnProperty.call(message, "tail"))
                        writer.uint32(/* id 1001, wireType 0 =*/8008).uint32(message.tail);
                    if (message.limit != null && $Object.hasOwnProperty.call(message, "limit"))
                        writer.uint32(/* id 1002, wireType 0 =*/8016).uint32(message.limit);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an UnreadUL message from the specified reader or buffer.
                 * @function decode
                 * @memberof im.floo.protobuf.UnreadUL
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.UnreadUL & im.floo.protobuf.UnreadUL.$Shape} UnreadUL
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                UnreadUL.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.im.floo.protobuf.UnreadUL();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1000: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.positions && message.positions.length))
                                    message.positions = [];
                                message.positions.push($root.im.floo.protobuf.Position.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 1001: {
                                if (wireType !== 0)
                                    break;
                                message.tail = reader.uint32();
                                continue;
                            }
                        case 1002: {
                                if (wireType !== 0)
                                    break;
                                message.limit = reader.uint32();
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return UnreadUL;
            })();

            protobuf.Position = (function() {

                /**
                 * Properties of a Position.
                 * @typedef {Object} im.floo.protobuf.Position.$Properties
                 * @property {number|Long|null} [uid] Position uid
                 * @property {number|Long|null} [mid] Position mid
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Position.
                 * @memberof im.floo.protobuf
                 * @interface IPosition
                 * @augments im.floo.protobuf.Position.$Properties
                 * @deprecated Use im.floo.protobuf.Position.$Properties instead.
                 */

                /**
                 * Shape of a Position.
                 * @typedef {im.floo.protobuf.Position.$Properties} im.floo.protobuf.Position.$Shape
                 */

                /**
                 * Constructs a new Position.
                 * @memberof im.floo.protobuf
                 * @classdesc Represents a Position.
                 * @constructor
                 * @param {im.floo.protobuf.Position.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Position = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Position uid.
                 * @member {number|Long} uid
                 * @memberof im.floo.protobuf.Position
                 * @instance
                 */
                Position.prototype.uid = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Position mid.
                 * @member {number|Long} mid
                 * @memberof im.floo.protobuf.Position
                 * @instance
                 */
                Position.prototype.mid = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified Position message. Does not implicitly {@link im.floo.protobuf.Position.verify|verify} messages.
                 * @function encode
                 * @memberof im.floo.protobuf.Position
                 * @static
                 * @param {im.floo.protobuf.Position.$Properties} message Position message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Position.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.uid != null && $Object.hasOwnProperty.call(message, "uid"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.uid);
                    if (message.mid != null && $Object.hasOwnProperty.call(message, "mid"))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.mid);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Position message from the specified reader or buffer.
                 * @function decode
                 * @memberof im.floo.protobuf.Position
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.Position & im.floo.protobuf.Position.$Shape} Position
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Position.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.im.floo.protobuf.Position();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                message.uid = reader.uint64();
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                message.mid = reader.uint64();
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Position;
            })();

            protobuf.UnreadDL = (function() {

                /**
                 * Properties of an UnreadDL.
                 * @typedef {Object} im.floo.protobuf.UnreadDL.$Properties
                 * @property {im.floo.protobuf.Status.$Properties|null} [status] UnreadDL status
                 * @property {Array.<im.floo.protobuf.ConversationUnread.$Properties>|null} [unread] UnreadDL unread
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an UnreadDL.
                 * @memberof im.floo.protobuf
                 * @interface IUnreadDL
                 * @augments im.floo.protobuf.UnreadDL.$Properties
                 * @deprecated Use im.floo.protobuf.UnreadDL.$Properties instead.
                 */

                /**
                 * Shape of an UnreadDL.
                 * @typedef {im.floo.protobuf.UnreadDL.$Properties} im.floo.protobuf.UnreadDL.$Shape
                 */

                /**
                 * Constructs a new UnreadDL.
                 * @memberof im.floo.protobuf
                 * @classdesc Represents an UnreadDL.
                 * @constructor
                 * @param {im.floo.protobuf.UnreadDL.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const UnreadDL = function (properties) {
                    this.unread = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * UnreadDL status.
                 * @member {im.floo.protobuf.Status.$Properties|null|undefined} status
                 * @memberof im.floo.protobuf.UnreadDL
                 * @instance
                 */
                UnreadDL.prototype.status = null;

                /**
                 * UnreadDL unread.
                 * @member {Array.<im.floo.protobuf.ConversationUnread.$Properties>} unread
                 * @memberof im.floo.protobuf.UnreadDL
                 * @instance
                 */
                UnreadDL.prototype.unread = $util.emptyArray;

                /**
                 * Encodes the specified UnreadDL message. Does not implicitly {@link im.floo.protobuf.UnreadDL.verify|verify} messages.
                 * @function encode
                 * @memberof im.floo.protobuf.UnreadDL
                 * @static
                 * @param {im.floo.protobuf.UnreadDL.$Properties} message UnreadDL message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                UnreadDL.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.status != null && $Object.hasOwnProperty.call(message, "status"))
                        $root.im.floo.protobuf.Status.encode(message.status, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.unread != null && message.unread.length)
                        for (let i = 0; i < message.unread.length; ++i)
                            $root.im.floo.protobuf.ConversationUnread.encode(message.unread[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an UnreadDL message from the specified reader or buffer.
                 * @function decode
                 * @memberof im.floo.protobuf.UnreadDL
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.UnreadDL & im.floo.protobuf.UnreadDL.$Shape} UnreadDL
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                UnreadDL.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.im.floo.protobuf.UnreadDL();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.status = $root.im.floo.protobuf.Status.decode(reader, reader.size(), $undefined, _depth + 1, message.status);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.unread && message.unread.length))
                                    message.unread = [];
                                message.unread.push($root.im.floo.protobuf.ConversationUnread.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return UnreadDL;
            })();

            protobuf.SyncUL = (function() {

                /**
                 * Properties of a SyncUL.
                 * @typedef {Object} im.floo.protobuf.SyncUL.$Properties
                 * @property {im.floo.protobuf.XID.$Properties|null} [xid] SyncUL xid
                 * @property {number|Long|null} [key] SyncUL key
                 * @property {im.floo.protobuf.Meta.$Properties|null} [meta] SyncUL meta
                 * @property {boolean|null} [is_full_sync] SyncUL is_full_sync
                 * @property {number|null} [full_sync_num] SyncUL full_sync_num
                 * @property {Array.<im.floo.protobuf.Meta.$Properties>|null} [metas] SyncUL metas
                 * @property {number|null} [limit] SyncUL limit
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SyncUL.
                 * @memberof im.floo.protobuf
                 * @interface ISyncUL
                 * @augments im.floo.protobuf.SyncUL.$Properties
                 * @deprecated Use im.floo.protobuf.SyncUL.$Properties instead.
                 */

                /**
                 * Shape of a SyncUL.
                 * @typedef {im.floo.protobuf.SyncUL.$Properties} im.floo.protobuf.SyncUL.$Shape
                 */

                /**
                 * Constructs a new SyncUL.
                 * @memberof im.floo.protobuf
                 * @classdesc Represents a SyncUL.
                 * @constructor
                 * @param {im.floo.protobuf.SyncUL.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SyncUL = function (properties) {
                    this.metas = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SyncUL xid.
                 * @member {im.floo.protobuf.XID.$Properties|null|undefined} xid
                 * @memberof im.floo.protobuf.SyncUL
                 * @instance
                 */
                SyncUL.prototype.xid = null;

                /**
                 * SyncUL key.
                 * @member {number|Long} key
                 * @memberof im.floo.protobuf.SyncUL
                 * @instance
                 */
                SyncUL.prototype.key = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * SyncUL meta.
                 * @member {im.floo.protobuf.Meta.$Properties|null|undefined} meta
                 * @memberof im.floo.protobuf.SyncUL
                 * @instance
                 */
                SyncUL.prototype.meta = null;

                /**
                 * SyncUL is_full_sync.
                 * @member {boolean} is_full_sync
                 * @memberof im.floo.protobuf.SyncUL
                 * @instance
                 */
                SyncUL.prototype.is_full_sync = false;

                /**
                 * SyncUL full_sync_num.
                 * @member {number} full_sync_num
                 * @memberof im.floo.protobuf.SyncUL
                 * @instance
                 */
                SyncUL.prototype.full_sync_num = 0;

                /**
                 * SyncUL metas.
                 * @member {Array.<im.floo.protobuf.Meta.$Properties>} metas
                 * @memberof im.floo.protobuf.SyncUL
                 * @instance
                 */
                SyncUL.prototype.metas = $util.emptyArray;

                /**
                 * SyncUL limit.
                 * @member {number} limit
                 * @memberof im.floo.protobuf.SyncUL
                 * @instance
                 */
                SyncUL.prototype.limit = 0;

                /**
                 * Encodes the specified SyncUL message. Does not implicitly {@link im.floo.protobuf.SyncUL.verify|verify} messages.
                 * @function encode
                 * @memberof im.floo.protobuf.SyncUL
                 * @static
                 * @param {im.floo.protobuf.SyncUL.$Properties} message SyncUL message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SyncUL.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.xid != null && $Object.hasOwnProperty.call(message, "xid"))
                        $root.im.floo.protobuf.XID.encode(message.xid, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.key != null && $Object.hasOwnProperty.call(message, "key"))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.key);
                    if (message.meta != null && $Object.hasOwnProperty.call(message, "meta"))
                        $root.im.floo.protobuf.Meta.encode(message.meta, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.is_full_sync != null && $Object.hasOwnProperty.call(message, "is_full_sync"))
                        writer.uint32(/* id 4, wireType 0 =*/32).bool(message.is_full_sync);
                    if (message.full_sync_num != null && $Object.hasOwnProperty.call(message, "full_sync_num"))
                        writer.uint32(/* id 5, wireType 0 =*/40).sint32(message.full_sync_num);
                    if (message.metas != null && message.metas.length)
                        for (let i = 0; i < message.metas.length; ++i)
                            $root.im.floo.protobuf.Meta.encode(message.metas[i], writer.uint32(/* id 1000, wireType 2 =*/8002).fork(), _depth + 1).ldelim();
                    if (message.limit != null && $Object.hasOwnProperty.call(message, "limit"))
                        writer.uint32(/* id 1001, wireType 0 =*/8008).uint32(message.limit);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SyncUL message from the specified reader or buffer.
                 * @function decode
                 * @memberof im.floo.protobuf.SyncUL
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.SyncUL & im.floo.protobuf.SyncUL.$Shape} SyncUL
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SyncUL.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.im.floo.protobuf.SyncUL();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.xid = $root.im.floo.protobuf.XID.decode(reader, reader.size(), $undefined, _depth + 1, message.xid);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                message.key = reader.uint64();
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.meta = $root.im.floo.protobuf.Meta.decode(reader, reader.size(), $undefined, _depth + 1, message.meta);
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                message.is_full_sync = reader.bool();
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                message.full_sync_num = reader.sint32();
                                continue;
                            }
                        case 1000: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.metas && message.metas.length))
                                    message.metas = [];
                                message.metas.push($root.im.floo.protobuf.Meta.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 1001: {
                                if (wireType !== 0)
                                    break;
                                message.limit = reader.uint32();
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return SyncUL;
            })();

            protobuf.SyncDL = (function() {

                /**
                 * Properties of a SyncDL.
                 * @typedef {Object} im.floo.protobuf.SyncDL.$Properties
                 * @property {im.floo.protobuf.Status.$Properties|null} [status] SyncDL status
                 * @property {Array.<im.floo.protobuf.Meta.$Properties>|null} [metas] SyncDL metas
                 * @property {number|Long|null} [next_key] SyncDL next_key
                 * @property {im.floo.protobuf.XID.$Properties|null} [xid] SyncDL xid
                 * @property {number|Long|null} [client_mid] SyncDL client_mid
                 * @property {number|Long|null} [server_mid] SyncDL server_mid
                 * @property {number|Long|null} [server_time] SyncDL server_time
                 * @property {boolean|null} [is_full_sync] SyncDL is_full_sync
                 * @property {number|Long|null} [prev_mid] SyncDL prev_mid
                 * @property {boolean|null} [is_eager_sync] SyncDL is_eager_sync
                 * @property {number|Long|null} [edit_timestamp] SyncDL edit_timestamp
                 * @property {Array.<im.floo.protobuf.Ack.$Properties>|null} [acks] SyncDL acks
                 * @property {number|Long|null} [prev_seq] SyncDL prev_seq
                 * @property {number|Long|null} [last_seq] SyncDL last_seq
                 * @property {number|Long|null} [head_seq] SyncDL head_seq
                 * @property {number|Long|null} [seq] SyncDL seq
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SyncDL.
                 * @memberof im.floo.protobuf
                 * @interface ISyncDL
                 * @augments im.floo.protobuf.SyncDL.$Properties
                 * @deprecated Use im.floo.protobuf.SyncDL.$Properties instead.
                 */

                /**
                 * Shape of a SyncDL.
                 * @typedef {im.floo.protobuf.SyncDL.$Properties} im.floo.protobuf.SyncDL.$Shape
                 */

                /**
                 * Constructs a new SyncDL.
                 * @memberof im.floo.protobuf
                 * @classdesc Represents a SyncDL.
                 * @constructor
                 * @param {im.floo.protobuf.SyncDL.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SyncDL = function (properties) {
                    this.metas = [];
                    this.acks = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SyncDL status.
                 * @member {im.floo.protobuf.Status.$Properties|null|undefined} status
                 * @memberof im.floo.protobuf.SyncDL
                 * @instance
                 */
                SyncDL.prototype.status = null;

                /**
                 * SyncDL metas.
                 * @member {Array.<im.floo.protobuf.Meta.$Properties>} metas
                 * @memberof im.floo.protobuf.SyncDL
                 * @instance
                 */
                SyncDL.prototype.metas = $util.emptyArray;

                /**
                 * SyncDL next_key.
                 * @member {number|Long} next_key
                 * @memberof im.floo.protobuf.SyncDL
                 * @instance
                 */
                SyncDL.prototype.next_key = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * SyncDL xid.
                 * @member {im.floo.protobuf.XID.$Properties|null|undefined} xid
                 * @memberof im.floo.protobuf.SyncDL
                 * @instance
                 */
                SyncDL.prototype.xid = null;

                /**
                 * SyncDL client_mid.
                 * @member {number|Long} client_mid
                 * @memberof im.floo.protobuf.SyncDL
                 * @instance
                 */
                SyncDL.prototype.client_mid = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * SyncDL server_mid.
                 * @member {number|Long} server_mid
                 * @memberof im.floo.protobuf.SyncDL
                 * @instance
                 */
                SyncDL.prototype.server_mid = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * SyncDL server_time.
                 * @member {number|Long} server_time
                 * @memberof im.floo.protobuf.SyncDL
                 * @instance
                 */
                SyncDL.prototype.server_time = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * SyncDL is_full_sync.
                 * @member {boolean} is_full_sync
                 * @memberof im.floo.protobuf.SyncDL
                 * @instance
                 */
                SyncDL.prototype.is_full_sync = false;

                /**
                 * SyncDL prev_mid.
                 * @member {number|Long} prev_mid
                 * @memberof im.floo.protobuf.SyncDL
                 * @instance
                 */
                SyncDL.prototype.prev_mid = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * SyncDL is_eager_sync.
                 * @member {boolean} is_eager_sync
                 * @memberof im.floo.protobuf.SyncDL
                 * @instance
                 */
                SyncDL.prototype.is_eager_sync = false;

                /**
                 * SyncDL edit_timestamp.
                 * @member {number|Long} edit_timestamp
                 * @memberof im.floo.protobuf.SyncDL
                 * @instance
                 */
                SyncDL.prototype.edit_timestamp = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * SyncDL acks.
                 * @member {Array.<im.floo.protobuf.Ack.$Properties>} acks
                 * @memberof im.floo.protobuf.SyncDL
                 * @instance
                 */
                SyncDL.prototype.acks = $util.emptyArray;

                /**
                 * SyncDL prev_seq.
                 * @member {number|Long} prev_seq
                 * @memberof im.floo.protobuf.SyncDL
                 * @instance
                 */
                SyncDL.prototype.prev_seq = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * SyncDL last_seq.
                 * @member {number|Long} last_seq
                 * @memberof im.floo.protobuf.SyncDL
                 * @instance
                 */
                SyncDL.prototype.last_seq = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * SyncDL head_seq.
                 * @member {number|Long} head_seq
                 * @memberof im.floo.protobuf.SyncDL
                 * @instance
                 */
                SyncDL.prototype.head_seq = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * SyncDL seq.
                 * @member {number|Long} seq
                 * @memberof im.floo.protobuf.SyncDL
                 * @instance
                 */
                SyncDL.prototype.seq = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified SyncDL message. Does not implicitly {@link im.floo.protobuf.SyncDL.verify|verify} messages.
                 * @function encode
                 * @memberof im.floo.protobuf.SyncDL
                 * @static
                 * @param {im.floo.protobuf.SyncDL.$Properties} message SyncDL message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SyncDL.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.status != null && $Object.hasOwnProperty.call(message, "status"))
                        $root.im.floo.protobuf.Status.encode(message.status, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.metas != null && message.metas.length)
                        for (let i = 0; i < message.metas.length; ++i)
                            $root.im.floo.protobuf.Meta.encode(message.metas[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.next_key != null && $Object.hasOwnProperty.call(message, "next_key"))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.next_key);
                    if (message.xid != null && $Object.hasOwnProperty.call(message, "xid"))
                        $root.im.floo.protobuf.XID.encode(message.xid, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                    if (message.client_mid != null && $Object.hasOwnProperty.call(message, "client_mid"))
                        writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.client_mid);
                    if (message.server_mid != null && $Object.hasOwnProperty.call(message, "server_mid"))
                        writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.server_mid);
                    if (message.server_time != null && $Object.hasOwnProperty.call(message, "server_time"))
                        writer.uint32(/* id 7, wireType 0 =*/56).uint64(message.server_time);
                    if (message.is_full_sync != null && $Object.hasOwnProperty.call(message, "is_full_sync"))
                        writer.uint32(/* id 8, wireType 0 =*/64).bool(message.is_full_sync);
                    if (message.prev_mid != null && $Object.hasOwnProperty.call(message, "prev_mid"))
                        writer.uint32(/* id 9, wireType 0 =*/72).uint64(message.prev_mid);
                    if (message.is_eager_sync != null && $Object.hasOwnProperty.call(message, "is_eager_sync"))
                        writer.uint32(/* id 10, wireType 0 =*/80).bool(message.is_eager_sync);
                    if (message.edit_timestamp != null && $Object.hasOwnProperty.call(message, "edit_timestamp"))
                        writer.uint32(/* id 11, wireType 0 =*/88).uint64(message.edit_timestamp);
                    if (message.acks != null && message.acks.length)
                        for (let i = 0; i < message.acks.length; ++i)
                            $root.im.floo.protobuf.Ack.encode(message.acks[i], writer.uint32(/* id 1000, wireType 2 =*/8002).fork(), _depth + 1).ldelim();
                    if (message.prev_seq != null && $Object.hasOwnProperty.call(message, "prev_seq"))
                        writer.uint32(/* id 1001, wireType 0 =*/8008).uint64(message.prev_seq);
                    if (message.last_seq != null && $Object.hasOwnProperty.call(message, "last_seq"))
                        writer.uint32(/* id 1002, wireType 0 =*/8016).uint64(message.last_seq);
                    if (message.head_seq != null && $Object.hasOwnProperty.call(message, "head_seq"))
                        writer.uint32(/* id 1003, wireType 0 =*/8024).uint64(message.head_seq);
                    if (message.seq != null && $Object.hasOwnProperty.call(message, "seq"))
                        writer.uint32(/* id 1004, wireType 0 =*/8032).uint64(message.seq);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SyncDL message from the specified reader or buffer.
                 * @function decode
                 * @memberof im.floo.protobuf.SyncDL
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.SyncDL & im.floo.protobuf.SyncDL.$Shape} SyncDL
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SyncDL.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.im.floo.protobuf.SyncDL();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.status = $root.im.floo.protobuf.Status.decode(reader, reader.size(), $undefined, _depth + 1, message.status);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.metas && message.metas.length))
                                    message.metas = [];
                                message.metas.push($root.im.floo.protobuf.Meta.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                message.next_key = reader.uint64();
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.xid = $root.im.floo.protobuf.XID.decode(reader, reader.size(), $undefined, _depth + 1, message.xid);
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                message.client_mid = reader.uint64();
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                message.server_mid = reader.uint64();
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                message.server_time = reader.uint64();
                                continue;
                            }
                        case 8: {
                                if (wireType !== 0)
                                    break;
                                message.is_full_sync = reader.bool();
                                continue;
                            }
                        case 9: {
                                if (wireType !== 0)
                                    break;
                                message.prev_mid = reader.uint64();
                                continue;
                            }
                        case 10: {
                                if (wireType !== 0)
                                    break;
                                message.is_eager_sync = reader.bool();
                                continue;
                            }
                        case 11: {
                                if (wireType !== 0)
                                    break;
                                message.edit_timestamp = reader.uint64();
                                continue;
                            }
                        case 1000: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.acks && message.acks.length))
                                    message.acks = [];
                                message.acks.push($root.im.floo.protobuf.Ack.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 1001: {
                                if (wireType !== 0)
                                    break;
                                message.prev_seq = reader.uint64();
                                continue;
                            }
                        case 1002: {
                                if (wireType !== 0)
                                    break;
                                message.last_seq = reader.uint64();
                                continue;
                            }
                        case 1003: {
                                if (wireType !== 0)
                                    break;
                                message.head_seq = reader.uint64();
                                continue;
                            }
                        case 1004: {
                                if (wireType !== 0)
                                    break;
                                message.seq = reader.uint64();
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return SyncDL;
            })();

            protobuf.Ack = (function() {

                /**
                 * Properties of an Ack.
                 * @typedef {Object} im.floo.protobuf.Ack.$Properties
                 * @property {number|Long|null} [client_mid] Ack client_mid
                 * @property {im.floo.protobuf.Status.$Properties|null} [status] Ack status
                 * @property {number|Long|null} [server_mid] Ack server_mid
                 * @property {number|Long|null} [server_time] Ack server_time
                 * @property {number|Long|null} [seq] Ack seq
                 * @property {number|Long|null} [edit_timestamp] Ack edit_timestamp
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Ack.
                 * @memberof im.floo.protobuf
                 * @interface IAck
                 * @augments im.floo.protobuf.Ack.$Properties
                 * @deprecated Use im.floo.protobuf.Ack.$Properties instead.
                 */

                /**
                 * Shape of an Ack.
                 * @typedef {im.floo.protobuf.Ack.$Properties} im.floo.protobuf.Ack.$Shape
                 */

                /**
                 * Constructs a new Ack.
                 * @memberof im.floo.protobuf
                 * @classdesc Represents an Ack.
                 * @constructor
                 * @param {im.floo.protobuf.Ack.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Ack = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Ack client_mid.
                 * @member {number|Long} client_mid
                 * @memberof im.floo.protobuf.Ack
                 * @instance
                 */
                Ack.prototype.client_mid = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Ack status.
                 * @member {im.floo.protobuf.Status.$Properties|null|undefined} status
                 * @memberof im.floo.protobuf.Ack
                 * @instance
                 */
                Ack.prototype.status = null;

                /**
                 * Ack server_mid.
                 * @member {number|Long} server_mid
                 * @memberof im.floo.protobuf.Ack
                 * @instance
                 */
                Ack.prototype.server_mid = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Ack server_time.
                 * @member {number|Long} server_time
                 * @memberof im.floo.protobuf.Ack
                 * @instance
                 */
                Ack.prototype.server_time = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Ack seq.
                 * @member {number|Long} seq
                 * @memberof im.floo.protobuf.Ack
                 * @instance
                 */
                Ack.prototype.seq = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Ack edit_timestamp.
                 * @member {number|Long} edit_timestamp
                 * @memberof im.floo.protobuf.Ack
                 * @instance
                 */
                Ack.prototype.edit_timestamp = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified Ack message. Does not implicitly {@link im.floo.protobuf.Ack.verify|verify} messages.
                 * @function encode
                 * @memberof im.floo.protobuf.Ack
                 * @static
                 * @param {im.floo.protobuf.Ack.$Properties} message Ack message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Ack.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.client_mid != null && $Object.hasOwnProperty.call(message, "client_mid"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.client_mid);
                    if (message.status != null && $Object.hasOwnProperty.call(message, "status"))
                        $root.im.floo.protobuf.Status.encode(message.status, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.server_mid != null && $Object.hasOwnProperty.call(message, "server_mid"))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.server_mid);
                    if (message.server_time != null && $Object.hasOwnProperty.call(message, "server_time"))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.server_time);
                    if (message.seq != null && $Object.hasOwnProperty.call(message, "seq"))
                        writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.seq);
                    if (message.edit_timestamp != null && $Object.hasOwnProperty.call(message, "edit_timestamp"))
                        writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.edit_timestamp);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Ack message from the specified reader or buffer.
                 * @function decode
                 * @memberof im.floo.protobuf.Ack
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.Ack & im.floo.protobuf.Ack.$Shape} Ack
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Ack.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.im.floo.protobuf.Ack();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                message.client_mid = reader.uint64();
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.status = $root.im.floo.protobuf.Status.decode(reader, reader.size(), $undefined, _depth + 1, message.status);
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                message.server_mid = reader.uint64();
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                message.server_time = reader.uint64();
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                message.seq = reader.uint64();
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                message.edit_timestamp = reader.uint64();
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Ack;
            })();

            protobuf.Notice = (function() {

                /**
                 * Properties of a Notice.
                 * @typedef {Object} im.floo.protobuf.Notice.$Properties
                 * @property {im.floo.protobuf.XID.$Properties|null} [xid] Notice xid
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Notice.
                 * @memberof im.floo.protobuf
                 * @interface INotice
                 * @augments im.floo.protobuf.Notice.$Properties
                 * @deprecated Use im.floo.protobuf.Notice.$Properties instead.
                 */

                /**
                 * Shape of a Notice.
                 * @typedef {im.floo.protobuf.Notice.$Properties} im.floo.protobuf.Notice.$Shape
                 */

                /**
                 * Constructs a new Notice.
                 * @memberof im.floo.protobuf
                 * @classdesc Represents a Notice.
                 * @constructor
                 * @param {im.floo.protobuf.Notice.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Notice = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Notice xid.
                 * @member {im.floo.protobuf.XID.$Properties|null|undefined} xid
                 * @memberof im.floo.protobuf.Notice
                 * @instance
                 */
                Notice.prototype.xid = null;

                /**
                 * Encodes the specified Notice message. Does not implicitly {@link im.floo.protobuf.Notice.verify|verify} messages.
                 * @function encode
                 * @memberof im.floo.protobuf.Notice
                 * @static
                 * @param {im.floo.protobuf.Notice.$Properties} message Notice message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Notice.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.xid != null && $Object.hasOwnProperty.call(message, "xid"))
                        $root.im.floo.protobuf.XID.encode(message.xid, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Notice message from the specified reader or buffer.
                 * @function decode
                 * @memberof im.floo.protobuf.Notice
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.Notice & im.floo.protobuf.Notice.$Shape} Notice
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Notice.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.im.floo.protobuf.Notice();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.xid = $root.im.floo.protobuf.XID.decode(reader, reader.size(), $undefined, _depth + 1, message.xid);
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Notice;
            })();

            protobuf.Provision = (function() {

                /**
                 * Properties of a Provision.
                 * @typedef {Object} im.floo.protobuf.Provision.$Properties
                 * @property {im.floo.protobuf.Status.$Properties|null} [status] Provision status
                 * @property {im.floo.protobuf.XID.$Properties|null} [xid] Provision xid
                 * @property {string|null} [password] Provision password
                 * @property {string|null} [token] Provision token
                 * @property {im.floo.protobuf.Provision.OsType|null} [os_type] Provision os_type
                 * @property {string|null} [sdk_vsn] Provision sdk_vsn
                 * @property {boolean|null} [is_manual_login] Provision is_manual_login
                 * @property {string|null} [device_guid] Provision device_guid
                 * @property {string|null} [device_notifier] Provision device_notifier
                 * @property {string|null} [device_token] Provision device_token
                 * @property {string|null} [device_info] Provision device_info
                 * @property {number|Long|null} [last_login_time] Provision last_login_time
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Provision.
                 * @memberof im.floo.protobuf
                 * @interface IProvision
                 * @augments im.floo.protobuf.Provision.$Properties
                 * @deprecated Use im.floo.protobuf.Provision.$Properties instead.
                 */

                /**
                 * Shape of a Provision.
                 * @typedef {im.floo.protobuf.Provision.$Properties} im.floo.protobuf.Provision.$Shape
                 */

                /**
                 * Constructs a new Provision.
                 * @memberof im.floo.protobuf
                 * @classdesc Represents a Provision.
                 * @constructor
                 * @param {im.floo.protobuf.Provision.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Provision = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Provision status.
                 * @member {im.floo.protobuf.Status.$Properties|null|undefined} status
                 * @memberof im.floo.protobuf.Provision
                 * @instance
                 */
                Provision.prototype.status = null;

                /**
                 * Provision xid.
                 * @member {im.floo.protobuf.XID.$Properties|null|undefined} xid
                 * @memberof im.floo.protobuf.Provision
                 * @instance
                 */
                Provision.prototype.xid = null;

                /**
                 * Provision password.
                 * @member {string} password
                 * @memberof im.floo.protobuf.Provision
                 * @instance
                 */
                Provision.prototype.password = "";

                /**
                 * Provision token.
                 * @member {string} token
                 * @memberof im.floo.protobuf.Provision
                 * @instance
                 */
                Provision.prototype.token = "";

                /**
                 * Provision os_type.
                 * @member {im.floo.protobuf.Provision.OsType} os_type
                 * @memberof im.floo.protobuf.Provision
                 * @instance
                 */
                Provision.prototype.os_type = 0;

                /**
                 * Provision sdk_vsn.
                 * @member {string} sdk_vsn
                 * @memberof im.floo.protobuf.Provision
                 * @instance
                 */
                Provision.prototype.sdk_vsn = "";

                /**
                 * Provision is_manual_login.
                 * @member {boolean} is_manual_login
                 * @memberof im.floo.protobuf.Provision
                 * @instance
                 */
                Provision.prototype.is_manual_login = false;

                /**
                 * Provision device_guid.
                 * @member {string} device_guid
                 * @memberof im.floo.protobuf.Provision
                 * @instance
                 */
                Provision.prototype.device_guid = "";

                /**
                 * Provision device_notifier.
                 * @member {string} device_notifier
                 * @memberof im.floo.protobuf.Provision
                 * @instance
                 */
                Provision.prototype.device_notifier = "";

                /**
                 * Provision device_token.
                 * @member {string} device_token
                 * @memberof im.floo.protobuf.Provision
                 * @instance
                 */
                Provision.prototype.device_token = "";

                /**
                 * Provision device_info.
                 * @member {string} device_info
                 * @memberof im.floo.protobuf.Provision
                 * @instance
                 */
                Provision.prototype.device_info = "";

                /**
                 * Provision last_login_time.
                 * @member {number|Long} last_login_time
                 * @memberof im.floo.protobuf.Provision
                 * @instance
                 */
                Provision.prototype.last_login_time = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified Provision message. Does not implicitly {@link im.floo.protobuf.Provision.verify|verify} messages.
                 * @function encode
                 * @memberof im.floo.protobuf.Provision
                 * @static
                 * @param {im.floo.protobuf.Provision.$Properties} message Provision message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Provision.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.status != null && $Object.hasOwnProperty.call(message, "status"))
                        $root.im.floo.protobuf.Status.encode(message.status, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.xid != null && $Object.hasOwnProperty.call(message, "xid"))
                        $root.im.floo.protobuf.XID.encode(message.xid, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.password != null && $Object.hasOwnProperty.call(message, "password"))
                        writer.uint32(/* id 5, wireType 2 =*/42).string(message.password);
                    if (message.token != null && $Object.hasOwnProperty.call(message, "token"))
                        writer.uint32(/* id 6, wireType 2 =*/50).string(message.token);
                    if (message.os_type != null && $Object.hasOwnProperty.call(message, "os_type"))
                        writer.uint32(/* id 7, wireType 0 =*/56).int32(message.os_type);
                    if (message.sdk_vsn != null && $Object.hasOwnProperty.call(message, "sdk_vsn"))
                        writer.uint32(/* id 8, wireType 2 =*/66).string(message.sdk_vsn);
                    if (message.is_manual_login != null && $Object.hasOwnProperty.call(message, "is_manual_login"))
                        writer.uint32(/* id 9, wireType 0 =*/72).bool(message.is_manual_login);
                    if (message.device_guid != null && $Object.hasOwnProperty.call(message, "device_guid"))
                        writer.uint32(/* id 10, wireType 2 =*/82).string(message.device_guid);
                    if (message.device_notifier != null && $Object.hasOwnProperty.call(message, "device_notifier"))
                        writer.uint32(/* id 11, wireType 2 =*/90).string(message.device_notifier);
                    if (message.device_token != null && $Object.hasOwnProperty.call(message, "device_token"))
                        writer.uint32(/* id 12, wireType 2 =*/98).string(message.device_token);
                    if (message.device_info != null && $Object.hasOwnProperty.call(message, "device_info"))
                        writer.uint32(/* id 13, wireType 2 =*/106).string(message.device_info);
                    if (message.last_login_time != null && $Object.hasOwnProperty.call(message, "last_login_time"))
                        writer.uint32(/* id 14, wireType 0 =*/112).uint64(message.last_login_time);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Provision message from the specified reader or buffer.
                 * @function decode
                 * @memberof im.floo.protobuf.Provision
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.Provision & im.floo.protobuf.Provision.$Shape} Provision
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Provision.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.im.floo.protobuf.Provision();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.status = $root.im.floo.protobuf.Status.decode(reader, reader.size(), $undefined, _depth + 1, message.status);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.xid = $root.im.floo.protobuf.XID.decode(reader, reader.size(), $undefined, _depth + 1, message.xid);
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.password = reader.stringVerify();
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                message.token = reader.stringVerify();
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                message.os_type = reader.int32();
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                message.sdk_vsn = reader.stringVerify();
                                continue;
                            }
                        case 9: {
                                if (wireType !== 0)
                                    break;
                                message.is_manual_login = reader.bool();
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                message.device_guid = reader.stringVerify();
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                message.device_notifier = reader.stringVerify();
                                continue;
                            }
                        case 12: {
                                if (wireType !== 2)
                                    break;
                                message.device_token = reader.stringVerify();
                                continue;
                            }
                        case 13: {
                                if (wireType !== 2)
                                    break;
                                message.device_info = reader.stringVerify();
                                continue;
                            }
                        case 14: {
                                if (wireType !== 0)
                                    break;
                                message.last_login_time = reader.uint64();
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * OsType enum.
                 * @name im.floo.protobuf.Provision.OsType
                 * @enum {number}
                 * @property {number} UNKNOWN=0 UNKNOWN value
                 * @property {number} IOS=1 IOS value
                 * @property {number} ANDR=2 ANDR value
                 * @property {number} WIN=3 WIN value
                 * @property {number} OSX=4 OSX value
                 * @property {number} LINUX=5 LINUX value
                 * @property {number} WEB=6 WEB value
                 */
                Provision.OsType = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "UNKNOWN"] = 0;
                    values[valuesById[1] = "IOS"] = 1;
                    values[valuesById[2] = "ANDR"] = 2;
                    values[valuesById[3] = "WIN"] = 3;
                    values[valuesById[4] = "OSX"] = 4;
                    values[valuesById[5] = "LINUX"] = 5;
                    values[valuesById[6] = "WEB"] = 6;
                    return values;
                })();

                return Provision;
            })();

            protobuf.Meta = (function() {

                /**
                 * Properties of a Meta.
                 * @typedef {Object} im.floo.protobuf.Meta.$Properties
                 * @property {number|Long|null} [id] Meta id
                 * @property {im.floo.protobuf.XID.$Properties|null} [from] Meta from
                 * @property {im.floo.protobuf.XID.$Properties|null} [to] Meta to
                 * @property {number|Long|null} [timestamp] Meta timestamp
                 * @property {im.floo.protobuf.Meta.NameSpace|null} [ns] Meta ns
                 * @property {Uint8Array|null} [payload] Meta payload
                 * @property {number|Long|null} [seq] Meta seq
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Meta.
                 * @memberof im.floo.protobuf
                 * @interface IMeta
                 * @augments im.floo.protobuf.Meta.$Properties
                 * @deprecated Use im.floo.protobuf.Meta.$Properties instead.
                 */

                /**
                 * Shape of a Meta.
                 * @typedef {im.floo.protobuf.Meta.$Properties} im.floo.protobuf.Meta.$Shape
                 */

                /**
                 * Constructs a new Meta.
                 * @memberof im.floo.protobuf
                 * @classdesc Represents a Meta.
                 * @constructor
                 * @param {im.floo.protobuf.Meta.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Meta = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Meta id.
                 * @member {number|Long} id
                 * @memberof im.floo.protobuf.Meta
                 * @instance
                 */
                Meta.prototype.id = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Meta from.
                 * @member {im.floo.protobuf.XID.$Properties|null|undefined} from
                 * @memberof im.floo.protobuf.Meta
                 * @instance
                 */
                Meta.prototype.from = null;

                /**
                 * Meta to.
                 * @member {im.floo.protobuf.XID.$Properties|null|undefined} to
                 * @memberof im.floo.protobuf.Meta
                 * @instance
                 */
                Meta.prototype.to = null;

                /**
                 * Meta timestamp.
                 * @member {number|Long} timestamp
                 * @memberof im.floo.protobuf.Meta
                 * @instance
                 */
                Meta.prototype.timestamp = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Meta ns.
                 * @member {im.floo.protobuf.Meta.NameSpace} ns
                 * @memberof im.floo.protobuf.Meta
                 * @instance
                 */
                Meta.prototype.ns = 0;

                /**
                 * Meta payload.
                 * @member {Uint8Array} payload
                 * @memberof im.floo.protobuf.Meta
                 * @instance
                 */
                Meta.prototype.payload = $util.newBuffer([]);

                /**
                 * Meta seq.
                 * @member {number|Long} seq
                 * @memberof im.floo.protobuf.Meta
                 * @instance
                 */
                Meta.prototype.seq = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified Meta message. Does not implicitly {@link im.floo.protobuf.Meta.verify|verify} messages.
                 * @function encode
                 * @memberof im.floo.protobuf.Meta
                 * @static
                 * @param {im.floo.protobuf.Meta.$Properties} message Meta message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Meta.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.id);
                    if (message.from != null && $Object.hasOwnProperty.call(message, "from"))
                        $root.im.floo.protobuf.XID.encode(message.from, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.to != null && $Object.hasOwnProperty.call(message, "to"))
                        $root.im.floo.protobuf.XID.encode(message.to, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.timestamp != null && $Object.hasOwnProperty.call(message, "timestamp"))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.timestamp);
                    if (message.ns != null && $Object.hasOwnProperty.call(message, "ns"))
                        writer.uint32(/* id 5, wireType 0 =*/40).int32(message.ns);
                    if (message.payload != null && $Object.hasOwnProperty.call(message, "payload"))
                        writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.payload);
                    if (message.seq != null && $Object.hasOwnProperty.call(message, "seq"))
                        writer.uint32(/* id 1000, wireType 0 =*/8000).uint64(message.seq);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Meta message from the specified reader or buffer.
                 * @function decode
                 * @memberof im.floo.protobuf.Meta
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.Meta & im.floo.protobuf.Meta.$Shape} Meta
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Meta.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.im.floo.protobuf.Meta();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                message.id = reader.uint64();
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.from = $root.im.floo.protobuf.XID.decode(reader, reader.size(), $undefined, _depth + 1, message.from);
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.to = $root.im.floo.protobuf.XID.decode(reader, reader.size(), $undefined, _depth + 1, message.to);
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                message.timestamp = reader.uint64();
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                message.ns = reader.int32();
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                message.payload = reader.bytes();
                                continue;
                            }
                        case 1000: {
                                if (wireType !== 0)
                                    break;
                                message.seq = reader.uint64();
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * NameSpace enum.
                 * @name im.floo.protobuf.Meta.NameSpace
                 * @enum {number}
                 * @property {number} UNKNOWN=0 UNKNOWN value
                 * @property {number} MESSAGE=1 MESSAGE value
                 * @property {number} GROUP_NOTICE=2 GROUP_NOTICE value
                 * @property {number} ROSTER_NOTICE=3 ROSTER_NOTICE value
                 * @property {number} USER_NOTICE=4 USER_NOTICE value
                 * @property {number} INFO=5 INFO value
                 * @property {number} CONVERSATION=6 CONVERSATION value
                 * @property {number} PUSH=7 PUSH value
                 * @property {number} RTC_SIGNAL=8 RTC_SIGNAL value
                 */
                Meta.NameSpace = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "UNKNOWN"] = 0;
                    values[valuesById[1] = "MESSAGE"] = 1;
                    values[valuesById[2] = "GROUP_NOTICE"] = 2;
                    values[valuesById[3] = "ROSTER_NOTICE"] = 3;
                    values[valuesById[4] = "USER_NOTICE"] = 4;
                    values[valuesById[5] = "INFO"] = 5;
                    values[valuesById[6] = "CONVERSATION"] = 6;
                    values[valuesById[7] = "PUSH"] = 7;
                    values[valuesById[8] = "RTC_SIGNAL"] = 8;
                    return values;
                })();

                return Meta;
            })();

            protobuf.XID = (function() {

                /**
                 * Properties of a XID.
                 * @typedef {Object} im.floo.protobuf.XID.$Properties
                 * @property {number|Long|null} [uid] XID uid
                 * @property {number|null} [deviceSN] XID deviceSN
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a XID.
                 * @memberof im.floo.protobuf
                 * @interface IXID
                 * @augments im.floo.protobuf.XID.$Properties
                 * @deprecated Use im.floo.protobuf.XID.$Properties instead.
                 */

                /**
                 * Shape of a XID.
                 * @typedef {im.floo.protobuf.XID.$Properties} im.floo.protobuf.XID.$Shape
                 */

                /**
                 * Constructs a new XID.
                 * @memberof im.floo.protobuf
                 * @classdesc Represents a XID.
                 * @constructor
                 * @param {im.floo.protobuf.XID.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const XID = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * XID uid.
                 * @member {number|Long} uid
                 * @memberof im.floo.protobuf.XID
                 * @instance
                 */
                XID.prototype.uid = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * XID deviceSN.
                 * @member {number} deviceSN
                 * @memberof im.floo.protobuf.XID
                 * @instance
                 */
                XID.prototype.deviceSN = 0;

                /**
                 * Encodes the specified XID message. Does not implicitly {@link im.floo.protobuf.XID.verify|verify} messages.
                 * @function encode
                 * @memberof im.floo.protobuf.XID
                 * @static
                 * @param {im.floo.protobuf.XID.$Properties} message XID message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                XID.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.uid != null && $Object.hasOwnProperty.call(message, "uid"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.uid);
                    if (message.deviceSN != null && $Object.hasOwnProperty.call(message, "deviceSN"))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.deviceSN);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a XID message from the specified reader or buffer.
                 * @function decode
                 * @memberof im.floo.protobuf.XID
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.XID & im.floo.protobuf.XID.$Shape} XID
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                XID.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.im.floo.protobuf.XID();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                message.uid = reader.uint64();
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                message.deviceSN = reader.uint32();
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return XID;
            })();

            protobuf.GroupNotice = (function() {

                /**
                 * Properties of a GroupNotice.
                 * @typedef {Object} im.floo.protobuf.GroupNotice.$Properties
                 * @property {im.floo.protobuf.GroupNotice.Type|null} [type] GroupNotice type
                 * @property {im.floo.protobuf.XID.$Properties|null} [gid] GroupNotice gid
                 * @property {im.floo.protobuf.XID.$Properties|null} [from] GroupNotice from
                 * @property {Array.<im.floo.protobuf.XID.$Properties>|null} [to] GroupNotice to
                 * @property {string|null} [content] GroupNotice content
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a GroupNotice.
                 * @memberof im.floo.protobuf
                 * @interface IGroupNotice
                 * @augments im.floo.protobuf.GroupNotice.$Properties
                 * @deprecated Use im.floo.protobuf.GroupNotice.$Properties instead.
                 */

                /**
                 * Shape of a GroupNotice.
                 * @typedef {im.floo.protobuf.GroupNotice.$Properties} im.floo.protobuf.GroupNotice.$Shape
                 */

                /**
                 * Constructs a new GroupNotice.
                 * @memberof im.floo.protobuf
                 * @classdesc Represents a GroupNotice.
                 * @constructor
                 * @param {im.floo.protobuf.GroupNotice.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const GroupNotice = function (properties) {
                    this.to = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * GroupNotice type.
                 * @member {im.floo.protobuf.GroupNotice.Type} type
                 * @memberof im.floo.protobuf.GroupNotice
                 * @instance
                 */
                GroupNotice.prototype.type = 0;

                /**
                 * GroupNotice gid.
                 * @member {im.floo.protobuf.XID.$Properties|null|undefined} gid
                 * @memberof im.floo.protobuf.GroupNotice
                 * @instance
                 */
                GroupNotice.prototype.gid = null;

                /**
                 * GroupNotice from.
                 * @member {im.floo.protobuf.XID.$Properties|null|undefined} from
                 * @memberof im.floo.protobuf.GroupNotice
                 * @instance
                 */
                GroupNotice.prototype.from = null;

                /**
                 * GroupNotice to.
                 * @member {Array.<im.floo.protobuf.XID.$Properties>} to
                 * @memberof im.floo.protobuf.GroupNotice
                 * @instance
                 */
                GroupNotice.prototype.to = $util.emptyArray;

                /**
                 * GroupNotice content.
                 * @member {string} content
                 * @memberof im.floo.protobuf.GroupNotice
                 * @instance
                 */
                GroupNotice.prototype.content = "";

                /**
                 * Encodes the specified GroupNotice message. Does not implicitly {@link im.floo.protobuf.GroupNotice.verify|verify} messages.
                 * @function encode
                 * @memberof im.floo.protobuf.GroupNotice
                 * @static
                 * @param {im.floo.protobuf.GroupNotice.$Properties} message GroupNotice message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                GroupNotice.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type"))
                        writer.uint32(/* id 1, wireType 0 =*/8).int32(message.type);
                    if (message.gid != null && $Object.hasOwnProperty.call(message, "gid"))
                        $root.im.floo.protobuf.XID.encode(message.gid, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.from != null && $Object.hasOwnProperty.call(message, "from"))
                        $root.im.floo.protobuf.XID.encode(message.from, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.to != null && message.to.length)
                        for (let i = 0; i < message.to.length; ++i)
                            $root.im.floo.protobuf.XID.encode(message.to[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                    if (message.content != null && $Object.hasOwnProperty.call(message, "content"))
                        writer.uint32(/* id 5, wireType 2 =*/42).string(message.content);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a GroupNotice message from the specified reader or buffer.
                 * @function decode
                 * @memberof im.floo.protobuf.GroupNotice
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.GroupNotice & im.floo.protobuf.GroupNotice.$Shape} GroupNotice
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                GroupNotice.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.im.floo.protobuf.GroupNotice();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                message.type = reader.int32();
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.gid = $root.im.floo.protobuf.XID.decode(reader, reader.size(), $undefined, _depth + 1, message.gid);
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.from = $root.im.floo.protobuf.XID.decode(reader, reader.size(), $undefined, _depth + 1, message.from);
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.to && message.to.length))
                                    message.to = [];
                                message.to.push($root.im.floo.protobuf.XID.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.content = reader.stringVerify();
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Type enum.
                 * @name im.floo.protobuf.GroupNotice.Type
                 * @enum {number}
                 * @property {number} UNKNOWN=0 UNKNOWN value
                 * @property {number} PRESENCE=1 PRESENCE value
                 * @property {number} ABSENCE=2 ABSENCE value
                 * @property {number} CREATED=3 CREATED value
                 * @property {number} DESTROYED=4 DESTROYED value
                 * @property {number} JOINED=5 JOINED value
                 * @property {number} LEAVED=6 LEAVED value
                 * @property {number} APPLYED=7 APPLYED value
                 * @property {number} APPLY_ACCEPTED=8 APPLY_ACCEPTED value
                 * @property {number} APPLY_DECLINED=9 APPLY_DECLINED value
                 * @property {number} INVITED=10 INVITED value
                 * @property {number} INVITE_ACCEPTED=11 INVITE_ACCEPTED value
                 * @property {number} INVITE_DECLINED=12 INVITE_DECLINED value
                 * @property {number} KICKED=13 KICKED value
                 * @property {number} BLOCKED=14 BLOCKED value
                 * @property {number} UNBLOCKED=15 UNBLOCKED value
                 * @property {number} OWNER_ASSIGNED=16 OWNER_ASSIGNED value
                 * @property {number} ADMIN_GRANTED=17 ADMIN_GRANTED value
                 * @property {number} ADMIN_REVOKED=18 ADMIN_REVOKED value
                 * @property {number} MUTED=19 MUTED value
                 * @property {number} UNMUTED=20 UNMUTED value
                 * @property {number} BANNED=21 BANNED value
                 * @property {number} UNBANNED=22 UNBANNED value
                 * @property {number} INFO_UPDATED=23 INFO_UPDATED value
                 * @property {number} ANNOUNCEMENT_UPDATED=24 ANNOUNCEMENT_UPDATED value
                 * @property {number} MESSAGE_SETTING=25 MESSAGE_SETTING value
                 * @property {number} FILE_UPLOADED=26 FILE_UPLOADED value
                 * @property {number} FILE_DELETED=27 FILE_DELETED value
                 * @property {number} FILE_UPDATED=28 FILE_UPDATED value
                 */
                GroupNotice.Type = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "UNKNOWN"] = 0;
                    values[valuesById[1] = "PRESENCE"] = 1;
                    values[valuesById[2] = "ABSENCE"] = 2;
                    values[valuesById[3] = "CREATED"] = 3;
                    values[valuesById[4] = "DESTROYED"] = 4;
                    values[valuesById[5] = "JOINED"] = 5;
                    values[valuesById[6] = "LEAVED"] = 6;
                    values[valuesById[7] = "APPLYED"] = 7;
                    values[valuesById[8] = "APPLY_ACCEPTED"] = 8;
                    values[valuesById[9] = "APPLY_DECLINED"] = 9;
                    values[valuesById[10] = "INVITED"] = 10;
                    values[valuesById[11] = "INVITE_ACCEPTED"] = 11;
                    values[valuesById[12] = "INVITE_DECLINED"] = 12;
                    values[valuesById[13] = "KICKED"] = 13;
                    values[valuesById[14] = "BLOCKED"] = 14;
                    values[valuesById[15] = "UNBLOCKED"] = 15;
                    values[valuesById[16] = "OWNER_ASSIGNED"] = 16;
                    values[valuesById[17] = "ADMIN_GRANTED"] = 17;
                    values[valuesById[18] = "ADMIN_REVOKED"] = 18;
                    values[valuesById[19] = "MUTED"] = 19;
                    values[valuesById[20] = "UNMUTED"] = 20;
                    values[valuesById[21] = "BANNED"] = 21;
                    values[valuesById[22] = "UNBANNED"] = 22;
                    values[valuesById[23] = "INFO_UPDATED"] = 23;
                    values[valuesById[24] = "ANNOUNCEMENT_UPDATED"] = 24;
                    values[valuesById[25] = "MESSAGE_SETTING"] = 25;
                    values[valuesById[26] = "FILE_UPLOADED"] = 26;
                    values[valuesById[27] = "FILE_DELETED"] = 27;
                    values[valuesById[28] = "FILE_UPDATED"] = 28;
                    return values;
                })();

                return GroupNotice;
            })();

            protobuf.Info = (function() {

                /**
                 * Properties of an Info.
                 * @typedef {Object} im.floo.protobuf.Info.$Properties
                 * @property {string|null} [sdk_vsn] Info sdk_vsn
                 * @property {im.floo.protobuf.Info.Network|null} [network] Info network
                 * @property {string|null} [content] Info content
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Info.
                 * @memberof im.floo.protobuf
                 * @interface IInfo
                 * @augments im.floo.protobuf.Info.$Properties
                 * @deprecated Use im.floo.protobuf.Info.$Properties instead.
                 */

                /**
                 * Shape of an Info.
                 * @typedef {im.floo.protobuf.Info.$Properties} im.floo.protobuf.Info.$Shape
                 */

                /**
                 * Constructs a new Info.
                 * @memberof im.floo.protobuf
                 * @classdesc Represents an Info.
                 * @constructor
                 * @param {im.floo.protobuf.Info.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Info = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Info sdk_vsn.
                 * @member {string} sdk_vsn
                 * @memberof im.floo.protobuf.Info
                 * @instance
                 */
                Info.prototype.sdk_vsn = "";

                /**
                 * Info network.
                 * @member {im.floo.protobuf.Info.Network} network
                 * @memberof im.floo.protobuf.Info
                 * @instance
                 */
                Info.prototype.network = 0;

                /**
                 * Info content.
                 * @member {string} content
                 * @memberof im.floo.protobuf.Info
                 * @instance
                 */
                Info.prototype.content = "";

                /**
                 * Encodes the specified Info message. Does not implicitly {@link im.floo.protobuf.Info.verify|verify} messages.
                 * @function encode
                 * @memberof im.floo.protobuf.Info
                 * @static
                 * @param {im.floo.protobuf.Info.$Properties} message Info message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Info.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.sdk_vsn != null && $Object.hasOwnProperty.call(message, "sdk_vsn"))
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.sdk_vsn);
                    if (message.network != null && $Object.hasOwnProperty.call(message, "network"))
                        writer.uint32(/* id 2, wireType 0 =*/16).int32(message.network);
                    if (message.content != null && $Object.hasOwnProperty.call(message, "content"))
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.content);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Info message from the specified reader or buffer.
                 * @function decode
                 * @memberof im.floo.protobuf.Info
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.Info & im.floo.protobuf.Info.$Shape} Info
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Info.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.im.floo.protobuf.Info();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.sdk_vsn = reader.stringVerify();
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                message.network = reader.int32();
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.content = reader.stringVerify();
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Network enum.
                 * @name im.floo.protobuf.Info.Network
                 * @enum {number}
                 * @property {number} WIRE=0 WIRE value
                 * @property {number} WIFI=1 WIFI value
                 * @property {number} NET_2G=2 NET_2G value
                 * @property {number} NET_3G=3 NET_3G value
                 * @property {number} NET_4G=4 NET_4G value
                 * @property {number} NET_5G=5 NET_5G value
                 * @property {number} UNKNOWN=6 UNKNOWN value
                 */
                Info.Network = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "WIRE"] = 0;
                    values[valuesById[1] = "WIFI"] = 1;
                    values[valuesById[2] = "NET_2G"] = 2;
                    values[valuesById[3] = "NET_3G"] = 3;
                    values[valuesById[4] = "NET_4G"] = 4;
                    values[valuesById[5] = "NET_5G"] = 5;
                    values[valuesById[6] = "UNKNOWN"] = 6;
                    return values;
                })();

                return Info;
            })();

            protobuf.MessageOperation = (function() {

                /**
                 * Properties of a MessageOperation.
                 * @typedef {Object} im.floo.protobuf.MessageOperation.$Properties
                 * @property {im.floo.protobuf.MessageOperation.OpType|null} [type] MessageOperation type
                 * @property {number|Long|null} [mid] MessageOperation mid
                 * @property {im.floo.protobuf.XID.$Properties|null} [xid] MessageOperation xid
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a MessageOperation.
                 * @memberof im.floo.protobuf
                 * @interface IMessageOperation
                 * @augments im.floo.protobuf.MessageOperation.$Properties
                 * @deprecated Use im.floo.protobuf.MessageOperation.$Properties instead.
                 */

                /**
                 * Shape of a MessageOperation.
                 * @typedef {im.floo.protobuf.MessageOperation.$Properties} im.floo.protobuf.MessageOperation.$Shape
                 */

                /**
                 * Constructs a new MessageOperation.
                 * @memberof im.floo.protobuf
                 * @classdesc Represents a MessageOperation.
                 * @constructor
                 * @param {im.floo.protobuf.MessageOperation.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const MessageOperation = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * MessageOperation type.
                 * @member {im.floo.protobuf.MessageOperation.OpType} type
                 * @memberof im.floo.protobuf.MessageOperation
                 * @instance
                 */
                MessageOperation.prototype.type = 0;

                /**
                 * MessageOperation mid.
                 * @member {number|Long} mid
                 * @memberof im.floo.protobuf.MessageOperation
                 * @instance
                 */
                MessageOperation.prototype.mid = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * MessageOperation xid.
                 * @member {im.floo.protobuf.XID.$Properties|null|undefined} xid
                 * @memberof im.floo.protobuf.MessageOperation
                 * @instance
                 */
                MessageOperation.prototype.xid = null;

                /**
                 * Encodes the specified MessageOperation message. Does not implicitly {@link im.floo.protobuf.MessageOperation.verify|verify} messages.
                 * @function encode
                 * @memberof im.floo.protobuf.MessageOperation
                 * @static
                 * @param {im.floo.protobuf.MessageOperation.$Properties} message MessageOperation message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                MessageOperation.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type"))
                        writer.uint32(/* id 1, wireType 0 =*/8).int32(message.type);
                    if (message.mid != null && $Object.hasOwnProperty.call(message, "mid"))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.mid);
                    if (message.xid != null && $Object.hasOwnProperty.call(message, "xid"))
                        $root.im.floo.protobuf.XID.encode(message.xid, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a MessageOperation message from the specified reader or buffer.
                 * @function decode
                 * @memberof im.floo.protobuf.MessageOperation
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.MessageOperation & im.floo.protobuf.MessageOperation.$Shape} MessageOperation
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                MessageOperation.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.im.floo.protobuf.MessageOperation();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                message.type = reader.int32();
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                message.mid = reader.uint64();
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.xid = $root.im.floo.protobuf.XID.decode(reader, reader.size(), $undefined, _depth + 1, message.xid);
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * OpType enum.
                 * @name im.floo.protobuf.MessageOperation.OpType
                 * @enum {number}
                 * @property {number} UNKNOWN=0 UNKNOWN value
                 * @property {number} READ_ACK=1 READ_ACK value
                 * @property {number} READ_ALL=2 READ_ALL value
                 * @property {number} READ_CANCEL=3 READ_CANCEL value
                 * @property {number} DELIVER_ACK=4 DELIVER_ACK value
                 * @property {number} RECALL=5 RECALL value
                 * @property {number} DELETE=6 DELETE value
                 * @property {number} PLAY_ACK=7 PLAY_ACK value
                 * @property {number} APPEND=8 APPEND value
                 * @property {number} REPLACE=9 REPLACE value
                 */
                MessageOperation.OpType = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "UNKNOWN"] = 0;
                    values[valuesById[1] = "READ_ACK"] = 1;
                    values[valuesById[2] = "READ_ALL"] = 2;
                    values[valuesById[3] = "READ_CANCEL"] = 3;
                    values[valuesById[4] = "DELIVER_ACK"] = 4;
                    values[valuesById[5] = "RECALL"] = 5;
                    values[valuesById[6] = "DELETE"] = 6;
                    values[valuesById[7] = "PLAY_ACK"] = 7;
                    values[valuesById[8] = "APPEND"] = 8;
                    values[valuesById[9] = "REPLACE"] = 9;
                    return values;
                })();

                return MessageOperation;
            })();

            protobuf.MessageBody = (function() {

                /**
                 * Properties of a MessageBody.
                 * @typedef {Object} im.floo.protobuf.MessageBody.$Properties
                 * @property {im.floo.protobuf.MessageBody.Type|null} [type] MessageBody type
                 * @property {string|null} [content] MessageBody content
                 * @property {im.floo.protobuf.MessageBody.ContentType|null} [ctype] MessageBody ctype
                 * @property {im.floo.protobuf.MessageOperation.$Properties|null} [operation] MessageBody operation
                 * @property {string|null} [config] MessageBody config
                 * @property {string|null} [attachment] MessageBody attachment
                 * @property {string|null} [ext] MessageBody ext
                 * @property {im.floo.protobuf.MessageBody.QoS|null} [qos] MessageBody qos
                 * @property {string|null} [sender_name] MessageBody sender_name
                 * @property {boolean|null} [is_system] MessageBody is_system
                 * @property {number|null} [priority] MessageBody priority
                 * @property {im.floo.protobuf.MessageBody.Status|null} [status] MessageBody status
                 * @property {number|Long|null} [edit_timestamp] MessageBody edit_timestamp
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a MessageBody.
                 * @memberof im.floo.protobuf
                 * @interface IMessageBody
                 * @augments im.floo.protobuf.MessageBody.$Properties
                 * @deprecated Use im.floo.protobuf.MessageBody.$Properties instead.
                 */

                /**
                 * Shape of a MessageBody.
                 * @typedef {im.floo.protobuf.MessageBody.$Properties} im.floo.protobuf.MessageBody.$Shape
                 */

                /**
                 * Constructs a new MessageBody.
                 * @memberof im.floo.protobuf
                 * @classdesc Represents a MessageBody.
                 * @constructor
                 * @param {im.floo.protobuf.MessageBody.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const MessageBody = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * MessageBody type.
                 * @member {im.floo.protobuf.MessageBody.Type} type
                 * @memberof im.floo.protobuf.MessageBody
                 * @instance
                 */
                MessageBody.prototype.type = 0;

                /**
                 * MessageBody content.
                 * @member {string} content
                 * @memberof im.floo.protobuf.MessageBody
                 * @instance
                 */
                MessageBody.prototype.content = "";

                /**
                 * MessageBody ctype.
                 * @member {im.floo.protobuf.MessageBody.ContentType} ctype
                 * @memberof im.floo.protobuf.MessageBody
                 * @instance
                 */
                MessageBody.prototype.ctype = 0;

                /**
                 * MessageBody operation.
                 * @member {im.floo.protobuf.MessageOperation.$Properties|null|undefined} operation
                 * @memberof im.floo.protobuf.MessageBody
                 * @instance
                 */
                MessageBody.prototype.operation = null;

                /**
                 * MessageBody config.
                 * @member {string} config
                 * @memberof im.floo.protobuf.MessageBody
                 * @instance
                 */
                MessageBody.prototype.config = "";

                /**
                 * MessageBody attachment.
                 * @member {string} attachment
                 * @memberof im.floo.protobuf.MessageBody
                 * @instance
                 */
                MessageBody.prototype.attachment = "";

                /**
                 * MessageBody ext.
                 * @member {string} ext
                 * @memberof im.floo.protobuf.MessageBody
                 * @instance
                 */
                MessageBody.prototype.ext = "";

                /**
                 * MessageBody qos.
                 * @member {im.floo.protobuf.MessageBody.QoS} qos
                 * @memberof im.floo.protobuf.MessageBody
                 * @instance
                 */
                MessageBody.prototype.qos = 0;

                /**
                 * MessageBody sender_name.
                 * @member {string} sender_name
                 * @memberof im.floo.protobuf.MessageBody
                 * @instance
                 */
                MessageBody.prototype.sender_name = "";

                /**
                 * MessageBody is_system.
                 * @member {boolean} is_system
                 * @memberof im.floo.protobuf.MessageBody
                 * @instance
                 */
                MessageBody.prototype.is_system = false;

                /**
                 * MessageBody priority.
                 * @member {number} priority
                 * @memberof im.floo.protobuf.MessageBody
                 * @instance
                 */
                MessageBody.prototype.priority = 0;

                /**
                 * MessageBody status.
                 * @member {im.floo.protobuf.MessageBody.Status} status
                 * @memberof im.floo.protobuf.MessageBody
                 * @instance
                 */
                MessageBody.prototype.status = 0;

                /**
                 * MessageBody edit_timestamp.
                 * @member {number|Long} edit_timestamp
                 * @memberof im.floo.protobuf.MessageBody
                 * @instance
                 */
                MessageBody.prototype.edit_timestamp = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified MessageBody message. Does not implicitly {@link im.floo.protobuf.MessageBody.verify|verify} messages.
                 * @function encode
                 * @memberof im.floo.protobuf.MessageBody
                 * @static
                 * @param {im.floo.protobuf.MessageBody.$Properties} message MessageBody message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                MessageBody.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type"))
                        writer.uint32(/* id 1, wireType 0 =*/8).int32(message.type);
                    if (message.content != null && $Object.hasOwnProperty.call(message, "content"))
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.content);
                    if (message.ctype != null && $Object.hasOwnProperty.call(message, "ctype"))
                        writer.uint32(/* id 5, wireType 0 =*/40).int32(message.ctype);
                    if (message.operation != null && $Object.hasOwnProperty.call(message, "operation"))
                        $root.im.floo.protobuf.MessageOperation.encode(message.operation, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                    if (message.config != null && $Object.hasOwnProperty.call(message, "config"))
                        writer.uint32(/* id 7, wireType 2 =*/58).string(message.config);
                    if (message.attachment != null && $Object.hasOwnProperty.call(message, "attachment"))
                        writer.uint32(/* id 8, wireType 2 =*/66).string(message.attachment);
                    if (message.ext != null && $Object.hasOwnProperty.call(message, "ext"))
                        writer.uint32(/* id 9, wireType 2 =*/74).string(message.ext);
                    if (message.qos != null && $Object.hasOwnProperty.call(message, "qos"))
                        writer.uint32(/* id 10, wireType 0 =*/80).int32(message.qos);
                    if (message.sender_name != null && $Object.hasOwnProperty.call(message, "sender_name"))
                        writer.uint32(/* id 11, wireType 2 =*/90).string(message.sender_name);
                    if (message.is_system != null && $Object.hasOwnProperty.call(message, "is_system"))
                        writer.uint32(/* id 12, wireType 0 =*/96).bool(message.is_system);
                    if (message.priority != null && $Object.hasOwnProperty.call(message, "priority"))
                        writer.uint32(/* id 13, wireType 0 =*/104).uint32(message.priority);
                    if (message.status != null && $Object.hasOwnProperty.call(message, "status"))
                        writer.uint32(/* id 14, wireType 0 =*/112).int32(message.status);
                    if (message.edit_timestamp != null && $Object.hasOwnProperty.call(message, "edit_timestamp"))
                        writer.uint32(/* id 15, wireType 0 =*/120).uint64(message.edit_timestamp);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a MessageBody message from the specified reader or buffer.
                 * @function decode
                 * @memberof im.floo.protobuf.MessageBody
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.MessageBody & im.floo.protobuf.MessageBody.$Shape} MessageBody
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                MessageBody.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.im.floo.protobuf.MessageBody();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                message.type = reader.int32();
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.content = reader.stringVerify();
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                message.ctype = reader.int32();
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                message.operation = $root.im.floo.protobuf.MessageOperation.decode(reader, reader.size(), $undefined, _depth + 1, message.operation);
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                message.config = reader.stringVerify();
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                message.attachment = reader.stringVerify();
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                message.ext = reader.stringVerify();
                                continue;
                            }
                        case 10: {
                                if (wireType !== 0)
                                    break;
                                message.qos = reader.int32();
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                message.sender_name = reader.stringVerify();
                                continue;
                            }
                        case 12: {
                                if (wireType !== 0)
                                    break;
                                message.is_system = reader.bool();
                                continue;
                            }
                        case 13: {
                                if (wireType !== 0)
                                    break;
                                message.priority = reader.uint32();
                                continue;
                            }
                        case 14: {
                                if (wireType !== 0)
                                    break;
                                message.status = reader.int32();
                                continue;
                            }
                        case 15: {
                                if (wireType !== 0)
                                    break;
                                message.edit_timestamp = reader.uint64();
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Type enum.
                 * @name im.floo.protobuf.MessageBody.Type
                 * @enum {number}
                 * @property {number} NORMAL=0 NORMAL value
                 * @property {number} OPER=1 OPER value
                 * @property {number} CHAT=2 CHAT value
                 * @property {number} GROUPCHAT=3 GROUPCHAT value
                 */
                MessageBody.Type = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "NORMAL"] = 0;
                    values[valuesById[1] = "OPER"] = 1;
                    values[valuesById[2] = "CHAT"] = 2;
                    values[valuesById[3] = "GROUPCHAT"] = 3;
                    return values;
                })();

                /**
                 * ContentType enum.
                 * @name im.floo.protobuf.MessageBody.ContentType
                 * @enum {number}
                 * @property {number} TEXT=0 TEXT value
                 * @property {number} IMAGE=1 IMAGE value
                 * @property {number} AUDIO=2 AUDIO value
                 * @property {number} VIDEO=3 VIDEO value
                 * @property {number} FILE=4 FILE value
                 * @property {number} LOCATION=5 LOCATION value
                 * @property {number} COMMAND=6 COMMAND value
                 * @property {number} FORWARD=7 FORWARD value
                 * @property {number} RTC=8 RTC value
                 */
                MessageBody.ContentType = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "TEXT"] = 0;
                    values[valuesById[1] = "IMAGE"] = 1;
                    values[valuesById[2] = "AUDIO"] = 2;
                    values[valuesById[3] = "VIDEO"] = 3;
                    values[valuesById[4] = "FILE"] = 4;
                    values[valuesById[5] = "LOCATION"] = 5;
                    values[valuesById[6] = "COMMAND"] = 6;
                    values[valuesById[7] = "FORWARD"] = 7;
                    values[valuesById[8] = "RTC"] = 8;
                    return values;
                })();

                /**
                 * QoS enum.
                 * @name im.floo.protobuf.MessageBody.QoS
                 * @enum {number}
                 * @property {number} AT_LEAST_ONCE=0 AT_LEAST_ONCE value
                 * @property {number} AT_MOST_ONCE=1 AT_MOST_ONCE value
                 * @property {number} EXACTLY_ONCE=2 EXACTLY_ONCE value
                 */
                MessageBody.QoS = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "AT_LEAST_ONCE"] = 0;
                    values[valuesById[1] = "AT_MOST_ONCE"] = 1;
                    values[valuesById[2] = "EXACTLY_ONCE"] = 2;
                    return values;
                })();

                /**
                 * Status enum.
                 * @name im.floo.protobuf.MessageBody.Status
                 * @enum {number}
                 * @property {number} UNREAD=0 UNREAD value
                 * @property {number} DELIVERED=1 DELIVERED value
                 * @property {number} READ=2 READ value
                 */
                MessageBody.Status = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "UNREAD"] = 0;
                    values[valuesById[1] = "DELIVERED"] = 1;
                    values[valuesById[2] = "READ"] = 2;
                    return values;
                })();

                return MessageBody;
            })();

            protobuf.RosterNotice = (function() {

                /**
                 * Properties of a RosterNotice.
                 * @typedef {Object} im.floo.protobuf.RosterNotice.$Properties
                 * @property {im.floo.protobuf.RosterNotice.Type|null} [type] RosterNotice type
                 * @property {im.floo.protobuf.XID.$Properties|null} [from] RosterNotice from
                 * @property {Array.<im.floo.protobuf.XID.$Properties>|null} [to] RosterNotice to
                 * @property {string|null} [content] RosterNotice content
                 * @property {string|null} [roster_vsn] RosterNotice roster_vsn
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a RosterNotice.
                 * @memberof im.floo.protobuf
                 * @interface IRosterNotice
                 * @augments im.floo.protobuf.RosterNotice.$Properties
                 * @deprecated Use im.floo.protobuf.RosterNotice.$Properties instead.
                 */

                /**
                 * Shape of a RosterNotice.
                 * @typedef {im.floo.protobuf.RosterNotice.$Properties} im.floo.protobuf.RosterNotice.$Shape
                 */

                /**
                 * Constructs a new RosterNotice.
                 * @memberof im.floo.protobuf
                 * @classdesc Represents a RosterNotice.
                 * @constructor
                 * @param {im.floo.protobuf.RosterNotice.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const RosterNotice = function (properties) {
                    this.to = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * RosterNotice type.
                 * @member {im.floo.protobuf.RosterNotice.Type} type
                 * @memberof im.floo.protobuf.RosterNotice
                 * @instance
                 */
                RosterNotice.prototype.type = 0;

                /**
                 * RosterNotice from.
                 * @member {im.floo.protobuf.XID.$Properties|null|undefined} from
                 * @memberof im.floo.protobuf.RosterNotice
                 * @instance
                 */
                RosterNotice.prototype.from = null;

                /**
                 * RosterNotice to.
                 * @member {Array.<im.floo.protobuf.XID.$Properties>} to
                 * @memberof im.floo.protobuf.RosterNotice
                 * @instance
                 */
                RosterNotice.prototype.to = $util.emptyArray;

                /**
                 * RosterNotice content.
                 * @member {string} content
                 * @memberof im.floo.protobuf.RosterNotice
                 * @instance
                 */
                RosterNotice.prototype.content = "";

                /**
                 * RosterNotice roster_vsn.
                 * @member {string} roster_vsn
                 * @memberof im.floo.protobuf.RosterNotice
                 * @instance
                 */
                RosterNotice.prototype.roster_vsn = "";

                /**
                 * Encodes the specified RosterNotice message. Does not implicitly {@link im.floo.protobuf.RosterNotice.verify|verify} messages.
                 * @function encode
                 * @memberof im.floo.protobuf.RosterNotice
                 * @static
                 * @param {im.floo.protobuf.RosterNotice.$Properties} message RosterNotice message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                RosterNotice.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type"))
                        writer.uint32(/* id 1, wireType 0 =*/8).int32(message.type);
                    if (message.from != null && $Object.hasOwnProperty.call(message, "from"))
                        $root.im.floo.protobuf.XID.encode(message.from, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.to != null && message.to.length)
                        for (let i = 0; i < message.to.length; ++i)
                            $root.im.floo.protobuf.XID.encode(message.to[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.content != null && $Object.hasOwnProperty.call(message, "content"))
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.content);
                    if (message.roster_vsn != null && $Object.hasOwnProperty.call(message, "roster_vsn"))
                        writer.uint32(/* id 5, wireType 2 =*/42).string(message.roster_vsn);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a RosterNotice message from the specified reader or buffer.
                 * @function decode
                 * @memberof im.floo.protobuf.RosterNotice
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.RosterNotice & im.floo.protobuf.RosterNotice.$Shape} RosterNotice
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                RosterNotice.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.im.floo.protobuf.RosterNotice();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                message.type = reader.int32();
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.from = $root.im.floo.protobuf.XID.decode(reader, reader.size(), $undefined, _depth + 1, message.from);
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.to && message.to.length))
                                    message.to = [];
                                message.to.push($root.im.floo.protobuf.XID.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.content = reader.stringVerify();
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.roster_vsn = reader.stringVerify();
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Type enum.
                 * @name im.floo.protobuf.RosterNotice.Type
                 * @enum {number}
                 * @property {number} UNKNOWN=0 UNKNOWN value
                 * @property {number} ADDED=1 ADDED value
                 * @property {number} REMOVED=2 REMOVED value
                 * @property {number} ACCEPTED=3 ACCEPTED value
                 * @property {number} DECLINED=4 DECLINED value
                 * @property {number} BLOCKED=5 BLOCKED value
                 * @property {number} UNBLOCKED=6 UNBLOCKED value
                 * @property {number} APPLIED=7 APPLIED value
                 * @property {number} INFO_UPDATED=8 INFO_UPDATED value
                 * @property {number} MUTED=9 MUTED value
                 * @property {number} UNMUTED=10 UNMUTED value
                 */
                RosterNotice.Type = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "UNKNOWN"] = 0;
                    values[valuesById[1] = "ADDED"] = 1;
                    values[valuesById[2] = "REMOVED"] = 2;
                    values[valuesById[3] = "ACCEPTED"] = 3;
                    values[valuesById[4] = "DECLINED"] = 4;
                    values[valuesById[5] = "BLOCKED"] = 5;
                    values[valuesById[6] = "UNBLOCKED"] = 6;
                    values[valuesById[7] = "APPLIED"] = 7;
                    values[valuesById[8] = "INFO_UPDATED"] = 8;
                    values[valuesById[9] = "MUTED"] = 9;
                    values[valuesById[10] = "UNMUTED"] = 10;
                    return values;
                })();

                return RosterNotice;
            })();

            protobuf.RtcSignal = (function() {

                /**
                 * Properties of a RtcSignal.
                 * @typedef {Object} im.floo.protobuf.RtcSignal.$Properties
                 * @property {im.floo.protobuf.RtcSignal.Type|null} [type] RtcSignal type
                 * @property {string|null} [content] RtcSignal content
                 * @property {string|null} [media_server] RtcSignal media_server
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a RtcSignal.
                 * @memberof im.floo.protobuf
                 * @interface IRtcSignal
                 * @augments im.floo.protobuf.RtcSignal.$Properties
                 * @deprecated Use im.floo.protobuf.RtcSignal.$Properties instead.
                 */

                /**
                 * Shape of a RtcSignal.
                 * @typedef {im.floo.protobuf.RtcSignal.$Properties} im.floo.protobuf.RtcSignal.$Shape
                 */

                /**
                 * Constructs a new RtcSignal.
                 * @memberof im.floo.protobuf
                 * @classdesc Represents a RtcSignal.
                 * @constructor
                 * @param {im.floo.protobuf.RtcSignal.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const RtcSignal = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * RtcSignal type.
                 * @member {im.floo.protobuf.RtcSignal.Type} type
                 * @memberof im.floo.protobuf.RtcSignal
                 * @instance
                 */
                RtcSignal.prototype.type = 0;

                /**
                 * RtcSignal content.
                 * @member {string} content
                 * @memberof im.floo.protobuf.RtcSignal
                 * @instance
                 */
                RtcSignal.prototype.content = "";

                /**
                 * RtcSignal media_server.
                 * @member {string} media_server
                 * @memberof im.floo.protobuf.RtcSignal
                 * @instance
                 */
                RtcSignal.prototype.media_server = "";

                /**
                 * Encodes the specified RtcSignal message. Does not implicitly {@link im.floo.protobuf.RtcSignal.verify|verify} messages.
                 * @function encode
                 * @memberof im.floo.protobuf.RtcSignal
                 * @static
                 * @param {im.floo.protobuf.RtcSignal.$Properties} message RtcSignal message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                RtcSignal.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type"))
                        writer.uint32(/* id 1, wireType 0 =*/8).int32(message.type);
                    if (message.content != null && $Object.hasOwnProperty.call(message, "content"))
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.content);
                    if (message.media_server != null && $Object.hasOwnProperty.call(message, "media_server"))
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.media_server);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a RtcSignal message from the specified reader or buffer.
                 * @function decode
                 * @memberof im.floo.protobuf.RtcSignal
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.RtcSignal & im.floo.protobuf.RtcSignal.$Shape} RtcSignal
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                RtcSignal.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.im.floo.protobuf.RtcSignal();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                message.type = reader.int32();
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.content = reader.stringVerify();
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.media_server = reader.stringVerify();
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Type enum.
                 * @name im.floo.protobuf.RtcSignal.Type
                 * @enum {number}
                 * @property {number} UNKNOWN=0 UNKNOWN value
                 * @property {number} VIDEO_ROOM=1 VIDEO_ROOM value
                 */
                RtcSignal.Type = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "UNKNOWN"] = 0;
                    values[valuesById[1] = "VIDEO_ROOM"] = 1;
                    return values;
                })();

                return RtcSignal;
            })();

            protobuf.UserNotice = (function() {

                /**
                 * Properties of a UserNotice.
                 * @typedef {Object} im.floo.protobuf.UserNotice.$Properties
                 * @property {im.floo.protobuf.UserNotice.Type|null} [type] UserNotice type
                 * @property {string|null} [content] UserNotice content
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a UserNotice.
                 * @memberof im.floo.protobuf
                 * @interface IUserNotice
                 * @augments im.floo.protobuf.UserNotice.$Properties
                 * @deprecated Use im.floo.protobuf.UserNotice.$Properties instead.
                 */

                /**
                 * Shape of a UserNotice.
                 * @typedef {im.floo.protobuf.UserNotice.$Properties} im.floo.protobuf.UserNotice.$Shape
                 */

                /**
                 * Constructs a new UserNotice.
                 * @memberof im.floo.protobuf
                 * @classdesc Represents a UserNotice.
                 * @constructor
                 * @param {im.floo.protobuf.UserNotice.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const UserNotice = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * UserNotice type.
                 * @member {im.floo.protobuf.UserNotice.Type} type
                 * @memberof im.floo.protobuf.UserNotice
                 * @instance
                 */
                UserNotice.prototype.type = 0;

                /**
                 * UserNotice content.
                 * @member {string} content
                 * @memberof im.floo.protobuf.UserNotice
                 * @instance
                 */
                UserNotice.prototype.content = "";

                /**
                 * Encodes the specified UserNotice message. Does not implicitly {@link im.floo.protobuf.UserNotice.verify|verify} messages.
                 * @function encode
                 * @memberof im.floo.protobuf.UserNotice
                 * @static
                 * @param {im.floo.protobuf.UserNotice.$Properties} message UserNotice message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                UserNotice.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type"))
                        writer.uint32(/* id 1, wireType 0 =*/8).int32(message.type);
                    if (message.content != null && $Object.hasOwnProperty.call(message, "content"))
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.content);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a UserNotice message from the specified reader or buffer.
                 * @function decode
                 * @memberof im.floo.protobuf.UserNotice
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {im.floo.protobuf.UserNotice & im.floo.protobuf.UserNotice.$Shape} UserNotice
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                UserNotice.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.im.floo.protobuf.UserNotice();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                message.type = reader.int32();
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.content = reader.stringVerify();
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Type enum.
                 * @name im.floo.protobuf.UserNotice.Type
                 * @enum {number}
                 * @property {number} UNKNOWN=0 UNKNOWN value
                 * @property {number} PASSWORD_CHANGED=1 PASSWORD_CHANGED value
                 * @property {number} FROZEN=2 FROZEN value
                 * @property {number} REMOVED=3 REMOVED value
                 * @property {number} KICK_BY_SAME_DEVICE=4 KICK_BY_SAME_DEVICE value
                 * @property {number} KICKED_BY_OTHER_DEVICE=5 KICKED_BY_OTHER_DEVICE value
                 * @property {number} INFO_UPDATED=6 INFO_UPDATED value
                 * @property {number} DEVICE_LOGIN=7 DEVICE_LOGIN value
                 * @property {number} DEVICE_LOGOUT=8 DEVICE_LOGOUT value
                 * @property {number} DEVICE_ADDED=9 DEVICE_ADDED value
                 * @property {number} DEVICE_REMOVED=10 DEVICE_REMOVED value
                 * @property {number} CLUSTER_CHANGED=11 CLUSTER_CHANGED value
                 * @property {number} DNS_UPDATE=12 DNS_UPDATE value
                 * @property {number} TRAFFIC_LIMIT_EXCEEDED=13 TRAFFIC_LIMIT_EXCEEDED value
                 */
                UserNotice.Type = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "UNKNOWN"] = 0;
                    values[valuesById[1] = "PASSWORD_CHANGED"] = 1;
                    values[valuesById[2] = "FROZEN"] = 2;
                    values[valuesById[3] = "REMOVED"] = 3;
                    values[valuesById[4] = "KICK_BY_SAME_DEVICE"] = 4;
                    values[valuesById[5] = "KICKED_BY_OTHER_DEVICE"] = 5;
                    values[valuesById[6] = "INFO_UPDATED"] = 6;
                    values[valuesById[7] = "DEVICE_LOGIN"] = 7;
                    values[valuesById[8] = "DEVICE_LOGOUT"] = 8;
                    values[valuesById[9] = "DEVICE_ADDED"] = 9;
                    values[valuesById[10] = "DEVICE_REMOVED"] = 10;
                    values[valuesById[11] = "CLUSTER_CHANGED"] = 11;
                    values[valuesById[12] = "DNS_UPDATE"] = 12;
                    values[valuesById[13] = "TRAFFIC_LIMIT_EXCEEDED"] = 13;
                    return values;
                })();

                return UserNotice;
            })();

            return protobuf;
        })();

        return floo;
    })();

    return im;
})();

export {
  $root as default
};
