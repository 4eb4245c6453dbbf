/** Made by scripts/generate-schema.mjs from protocol/proto: never edit. */

/** Decoded messages: absent scalars are their zero, absent sub-messages undefined. */
export interface Wire {
  Frame: {
    command: number;
    payload: Uint8Array;
  };
  Status: {
    code: number;
    reason: string;
    error: number;
  };
  ConversationUnread: {
    xid: Wire["XID"] | undefined;
    head_mid: number;
    head_seq: number;
    read_mid: number;
    unread: number;
    peer_read_mid: number;
    head_time: number;
  };
  Position: {
    uid: number;
    mid: number;
  };
  UnreadUL: {
    positions: Wire["Position"][];
    tail: number;
    limit: number;
  };
  UnreadDL: {
    unread: Wire["ConversationUnread"][];
  };
  SyncUL: {
    xid: Wire["XID"] | undefined;
    key: number;
    meta: Wire["Meta"] | undefined;
    is_full_sync: boolean;
    full_sync_num: number;
    metas: Wire["Meta"][];
    limit: number;
  };
  SyncDL: {
    status: Wire["Status"] | undefined;
    metas: Wire["Meta"][];
    next_key: number;
    xid: Wire["XID"] | undefined;
    client_mid: number;
    server_mid: number;
    server_time: number;
    is_full_sync: boolean;
    prev_mid: number;
    is_eager_sync: boolean;
    edit_timestamp: number;
    acks: Wire["Ack"][];
    prev_seq: number;
    last_seq: number;
    head_seq: number;
    seq: number;
  };
  Ack: {
    client_mid: number;
    status: Wire["Status"] | undefined;
    server_mid: number;
    server_time: number;
    seq: number;
    edit_timestamp: number;
  };
  Provision: {
    status: Wire["Status"] | undefined;
    xid: Wire["XID"] | undefined;
  };
  Meta: {
    id: number;
    from: Wire["XID"] | undefined;
    to: Wire["XID"] | undefined;
    timestamp: number;
    ns: number;
    payload: Uint8Array;
    seq: number;
  };
  XID: {
    uid: number;
    deviceSN: number;
  };
  MessageOperation: {
    type: number;
    mid: number;
    xid: Wire["XID"] | undefined;
  };
  MessageBody: {
    type: number;
    content: string;
    ctype: number;
    operation: Wire["MessageOperation"] | undefined;
    config: string;
    attachment: string;
    ext: string;
    qos: number;
    is_system: boolean;
    priority: number;
    status: number;
    edit_timestamp: number;
  };
  Conversation: {
    type: number;
    operation: Wire["ConversationOperation"] | undefined;
  };
  ConversationOperation: {
    type: number;
    xid: Wire["XID"] | undefined;
  };
}

/**
 * Fields as name, number, kind and * when repeated. Kinds: v varint, z zigzag varint, b bool, s string, y bytes, or the
 * name of a message.
 */
export const schema: { readonly [Name in keyof Wire]: string } = {
  Frame: "command3v payload4y",
  Status: "code1v reason2s error1000v",
  ConversationUnread: "xid1XID head_mid1000v head_seq1001v read_mid1002v unread1004v peer_read_mid1005v head_time1006v",
  Position: "uid1v mid2v",
  UnreadUL: "positions1000Position* tail1001v limit1002v",
  UnreadDL: "unread2ConversationUnread*",
  SyncUL: "xid1XID key2v meta3Meta is_full_sync4b full_sync_num5z metas1000Meta* limit1001v",
  SyncDL: "status1Status metas2Meta* next_key3v xid4XID client_mid5v server_mid6v server_time7v is_full_sync8b prev_mid9v is_eager_sync10b edit_timestamp11v acks1000Ack* prev_seq1001v last_seq1002v head_seq1003v seq1004v",
  Ack: "client_mid1v status2Status server_mid3v server_time4v seq5v edit_timestamp6v",
  Provision: "status1Status xid2XID",
  Meta: "id1v from2XID to3XID timestamp4v ns5v payload6y seq1000v",
  XID: "uid1v deviceSN2v",
  MessageOperation: "type1v mid2v xid3XID",
  MessageBody: "type1v content4s ctype5v operation6MessageOperation config7s attachment8s ext9s qos10v is_system12b priority13v status14v edit_timestamp15v",
  Conversation: "type1v operation2ConversationOperation",
  ConversationOperation: "type1v xid2XID",
};
