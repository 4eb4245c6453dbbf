/** What users and groups are called. Each is asked for once; until it is here, its id stands for it. */
function createNames(client) {
  const known = { direct: new Map(), group: new Map() };

  async function askUsers(ids) {
    const people = await client.request("POST", "/roster/list", { body: { list: ids } });
    for (const { user_id, alias, nick_name, username } of people) {
      known.direct.set(user_id, alias || nick_name || username);
    }
  }

  async function askGroups(ids) {
    const groups = await client.request("POST", "/group/info/batch", { body: { group_list: ids } });
    for (const { group_id, name } of groups) known.group.set(group_id, name);
  }

  return {
    of: (kind, id) => known[kind]?.get(id) || String(id),

    /** Resolves with true when there are names that were not known before. */
    async learn(kind, ids) {
      const unknown = [...new Set(ids)].filter((id) => id > 0 && known[kind] && !known[kind].has(id));
      if (unknown.length === 0) return false;
      for (const id of unknown) known[kind].set(id, "");
      try {
        await (kind === "group" ? askGroups(unknown) : askUsers(unknown));
        return true;
      } catch {
        // The id is shown, and the next time it is asked again.
        for (const id of unknown) known[kind].delete(id);
        return false;
      }
    },
  };
}

module.exports = { createNames };
