/**
 * Makes protobufjs use plain Uint8Arrays everywhere. Its path for Node's Buffer relies on `utf8Write`, whose length
 * check in workerd rejects strings over 40 characters; and one path on all hosts is one path to test.
 */

import protobuf from "protobufjs/minimal.js";

const { util } = protobuf as { util: { Buffer: unknown } };
util.Buffer = null;
protobuf.configure();
