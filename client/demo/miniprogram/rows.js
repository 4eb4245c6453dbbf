/** What the pages show, made from what the SDK has. */

/** A message in one line. */
function textOf(message, t) {
  if (message.recalled) return t.recalled;
  return message.ctype === "text" ? message.content : t[message.ctype] || t.other;
}

function clock(time) {
  const two = (number) => String(number).padStart(2, "0");
  const date = new Date(time);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** A line of the conversation list. */
function chatRow({ xid, kind, unread, last, time }, names, t) {
  return {
    xid,
    title: kind === "system" ? t.system : names.of(kind, xid),
    text: last ? textOf(last, t) : "",
    time: time > 0 ? clock(time) : "",
    unread: unread > 99 ? "99+" : unread,
  };
}

/** A message of a conversation. `readers` counts who has read it, which is shown in groups. */
function messageRow(message, { kind, readers }, names, t) {
  const { id, mid, own, from, status, recalled, time } = message;
  const mark = own && !recalled ? t[status] : "";
  return {
    id,
    // An id of an element has to begin with a letter.
    anchor: `m${id}`,
    mid,
    own,
    failed: status === "failed",
    recalled,
    author: kind === "group" && !own ? names.of("direct", from) : "",
    text: textOf(message, t),
    mark: kind === "group" && own && readers > 0 ? `${t.read} ${readers}` : mark,
    time: clock(time),
  };
}

module.exports = { chatRow, messageRow };
