/**
 * What the SDK does wherever it runs. ES5 throughout and without a name from outside, because the same text is run in
 * Node, in a page, in a mini-program and in an engine that knows no newer language.
 *
 * `sdk` is what the place imported; `given` has createClient (the place's own way to make a client), users that nobody
 * else uses, and cut(done), which breaks every connection. Each behaviour returns a promise.
 */
// biome-ignore-all lint: what the linter suggests is newer than ES5
(function () {
  var WAIT_MS = 20000;

  /** A logged-in client and what it heard. */
  function device(given, user, options) {
    var heard = { messages: [], typing: [], notices: [], kicked: [], errors: [] };
    var client = given.createClient(options || {});
    client.on("message", function (event) {
      heard.messages.push(event.message);
    });
    client.on("typing", function (event) {
      heard.typing.push(event.typing);
    });
    client.on("notice", function (event) {
      heard.notices.push(event);
    });
    client.on("kicked", function (event) {
      heard.kicked.push(event.error);
    });
    client.on("error", function (event) {
      heard.errors.push(event.error);
    });
    return client
      .login({ username: user.username, password: user.password })
      .then(function () {
        return until(given, client, "synced", function () {
          return client.syncState === "synced";
        });
      })
      .then(function () {
        return { client: client, heard: heard };
      });
  }

  /** Resolves once it holds, looking again after every event. */
  function until(given, client, what, holds) {
    return new given.Promise(function (resolve, reject) {
      var stops = [];
      var over = false;
      var timer = given.setTimeout(function () {
        finish(new Error("did not happen: " + what));
      }, WAIT_MS);
      function finish(error) {
        if (over) return;
        over = true;
        given.clearTimeout(timer);
        for (var i = 0; i < stops.length; i++) stops[i]();
        if (error) reject(error);
        else resolve();
      }
      function look() {
        if (holds()) finish();
      }
      var names = [
        "message",
        "messageUpdated",
        "conversation",
        "typing",
        "notice",
        "kicked",
        "sync",
        "state",
        "receipt"
      ];
      for (var i = 0; i < names.length; i++) stops.push(client.on(names[i], look));
      look();
    });
  }

  function check(holds, what) {
    if (!holds) throw new Error(what);
  }

  function same(found, expected, what) {
    var a = JSON.stringify(found);
    var b = JSON.stringify(expected);
    check(a === b, what + ": " + a + " instead of " + b);
  }

  function each(list, read) {
    var out = [];
    for (var i = 0; i < list.length; i++) out.push(read(list[i]));
    return out;
  }

  function contents(messages) {
    return each(messages, function (message) {
      return message.content;
    });
  }

  function texts(one, xid) {
    return contents(one.client.conversation(xid).messages());
  }

  function everyStatus(one, xid, status) {
    var messages = one.client.conversation(xid).messages();
    for (var i = 0; i < messages.length; i++) if (messages[i].status !== status) return false;
    return messages.length > 0;
  }

  /** Two clients of the first two users. */
  function pair(given, work) {
    var ann = given.users[0];
    var bob = given.users[1];
    return given.Promise.all([device(given, ann), device(given, bob)]).then(function (both) {
      return work({ a: both[0], b: both[1], toBob: both[0].client.conversation(bob.uid), ann: ann, bob: bob });
    });
  }

  function sendAll(given, conversation, list) {
    return given.Promise.all(
      each(list, function (text) {
        return conversation.send(text);
      })
    );
  }

  function numbers(prefix, count) {
    var out = [];
    for (var i = 0; i < count; i++) out.push(prefix + i);
    return out;
  }

  return {
    "logs in, and says by name why not": function (sdk, given) {
      var user = given.users[0];
      return device(given, user)
        .then(function (one) {
          check(one.client.uid === user.uid, "uid");
          check(one.client.deviceSn > 0, "serial");
          return given.createClient({}).login({ username: user.username, password: "wrong" });
        })
        .then(
          function () {
            throw new Error("a wrong password opened something");
          },
          function (error) {
            check(error instanceof sdk.ClientError, "an error of the SDK: " + error);
            same([error.error, error.number, error.retryable], ["UserAuthFailed", 102, false], "the refusal");
          }
        );
    },

    "sends and receives in order, once, until delivered and read": function (_sdk, given) {
      return pair(given, function (p) {
        var sent = numbers("a", 30);
        return sendAll(given, p.toBob, sent)
          .then(function (acks) {
            for (var i = 0; i < acks.length; i++) {
              check(acks[i].seq === i + 1, "seq " + acks[i].seq);
              check(i === 0 || acks[i].mid > acks[i - 1].mid, "mids grow");
            }
            return until(given, p.b.client, "thirty messages", function () {
              return p.b.heard.messages.length >= 30;
            });
          })
          .then(function () {
            same(contents(p.b.heard.messages), sent, "what came");
            check(p.b.client.conversation(p.ann.uid).summary.unread === 30, "unread");
            return p.b.client.conversation(p.ann.uid).markRead();
          })
          .then(function () {
            check(p.b.client.conversation(p.ann.uid).summary.unread === 0, "nothing unread");
            return until(given, p.a.client, "read", function () {
              return everyStatus(p.a, p.bob.uid, "read");
            });
          });
      });
    },

    "carries text of every script, and attachments as they are": function (_sdk, given) {
      var text = "Grüße, 你好, こんにちは, שלום, 👩‍👩‍👧‍👦 \u0000 \uFFFD €";
      return pair(given, function (p) {
        var draft = { content: text, ctype: "location", attachment: { lat: 1.5, addr: text }, ext: { k: [1, null] } };
        return p.toBob
          .send(draft)
          .then(function () {
            return until(given, p.b.client, "the message", function () {
              return p.b.heard.messages.length === 1;
            });
          })
          .then(function () {
            var message = p.b.heard.messages[0];
            same([message.content, message.ctype], [text, "location"], "text");
            same(JSON.parse(message.attachment), draft.attachment, "attachment");
            same(JSON.parse(message.ext), draft.ext, "ext");
          });
      });
    },

    "edits, appends, recalls and deletes on both sides": function (_sdk, given) {
      return pair(given, function (p) {
        return sendAll(given, p.toBob, ["one", "two", "three", "four"])
          .then(function (acks) {
            return until(given, p.b.client, "four", function () {
              return p.b.heard.messages.length === 4;
            }).then(function () {
              return given.Promise.all([
                p.toBob.recall(acks[0].mid),
                p.toBob.edit(acks[1].mid, "zwei"),
                p.toBob.append(acks[2].mid, "!"),
                p.b.client.conversation(p.ann.uid)["delete"](acks[3].mid)
              ]);
            });
          })
          .then(function () {
            return until(given, p.b.client, "the changes", function () {
              return texts(p.b, p.ann.uid).join() === ",zwei,three!";
            });
          })
          .then(function () {
            same(texts(p.a, p.bob.uid), ["", "zwei", "three!", "four"], "the author's side");
          });
      });
    },

    "shows who is typing": function (_sdk, given) {
      return pair(given, function (p) {
        p.toBob.typing(true);
        return until(given, p.b.client, "typing", function () {
          return p.b.heard.typing[0] === true;
        });
      });
    },

    "pages through history and counts unread on a new device": function (_sdk, given) {
      var sent = numbers("h", 45);
      return device(given, given.users[0])
        .then(function (a) {
          return sendAll(given, a.client.conversation(given.users[1].uid), sent);
        })
        .then(function () {
          return device(given, given.users[1], { tail: 5 });
        })
        .then(function (b) {
          var xid = given.users[0].uid;
          var conversation = b.client.conversation(xid);
          check(conversation.summary.unread === 45, "unread " + conversation.summary.unread);
          same(texts(b, xid), sent.slice(40), "the newest");
          function more() {
            return conversation.history({ limit: 20 }).then(function (page) {
              return page.next === 0 ? undefined : more();
            });
          }
          return more().then(function () {
            same(texts(b, xid), sent, "all");
          });
        });
    },

    "talks in a group, hears its notices, and is refused by name outside": function (_sdk, given) {
      var members = [given.users[1].uid];
      return given.Promise.all([
        device(given, given.users[0]),
        device(given, given.users[1]),
        device(given, given.users[2])
      ])
        .then(function (three) {
          return three[0].client
            .request("POST", "/group/create", { body: { name: "friends", type: 0, user_list: members } })
            .then(function (group) {
              var gid = group.group_id;
              return three[0].client
                .conversation(gid)
                .send("hello all")
                .then(function () {
                  return until(given, three[1].client, "the message", function () {
                    return three[1].heard.messages.length === 1;
                  });
                })
                .then(function () {
                  check(three[1].client.conversation(gid).kind === "group", "kind");
                  return three[2].client.conversation(gid).send("may I?");
                });
            });
        })
        .then(
          function () {
            throw new Error("a stranger spoke");
          },
          function (error) {
            same(error.error, "GroupNotMemberFound", "the refusal");
          }
        );
    },

    "loses and doubles nothing when every connection breaks again and again": function (_sdk, given) {
      return pair(given, function (p) {
        var sends = [];
        var toAnn = p.b.client.conversation(p.ann.uid);
        function round(at) {
          if (at === 3) return given.Promise.all(sends);
          for (var i = 0; i < 20; i++) sends.push(p.toBob.send("a" + (at * 20 + i)), toAnn.send("b" + (at * 20 + i)));
          return sends[sends.length - 10].then(function () {
            return new given.Promise(function (resolve) {
              given.cut(resolve);
            }).then(function () {
              return round(at + 1);
            });
          });
        }
        return round(0)
          .then(function () {
            return given.Promise.all([
              until(given, p.a.client, "all of b", function () {
                return p.a.heard.messages.length >= 60;
              }),
              until(given, p.b.client, "all of a", function () {
                return p.b.heard.messages.length >= 60;
              })
            ]);
          })
          .then(function () {
            same(contents(p.b.heard.messages), numbers("a", 60), "of a");
            same(contents(p.a.heard.messages), numbers("b", 60), "of b");
            same(texts(p.a, p.bob.uid), texts(p.b, p.ann.uid), "the one order");
          });
      });
    },

    "moves a conversation to a socket of its own and back": function (_sdk, given) {
      return pair(given, function (p) {
        return p.toBob
          .open()
          .then(function (opened) {
            check(opened && p.toBob.path === "direct", "opened");
            return sendAll(given, p.toBob, ["over", "there"]);
          })
          .then(function () {
            p.toBob.close();
            return p.toBob.send("back");
          })
          .then(function () {
            return until(given, p.b.client, "three", function () {
              return p.b.heard.messages.length === 3;
            });
          })
          .then(function () {
            same(contents(p.b.heard.messages), ["over", "there", "back"], "what came");
          });
      });
    },

    "ends when the same device logs in elsewhere": function (_sdk, given) {
      var storage = {
        get: function () {
          return "the-same-device";
        },
        set: function () {}
      };
      return device(given, given.users[0], { ports: { storage: storage } }).then(function (first) {
        return device(given, given.users[0], { ports: { storage: storage } })
          .then(function () {
            return until(given, first.client, "kicked", function () {
              return first.heard.kicked.length === 1;
            });
          })
          .then(function () {
            same(first.heard.kicked, ["UserKickedBySameDevice"], "the cause");
            same(first.client.state.at, "closed", "the state");
          });
      });
    }
  };
})();
