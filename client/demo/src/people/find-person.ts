import { ClientError, type OrioleClient } from "oriole-client";
import { numbered } from "../errors/error-rows";
import type { Directory } from "./directory";
import { type Person, personFrom } from "./person";

/** The user somebody means by a username or an id. Rejects with UserNotExist. */
export async function findPerson(client: OrioleClient, directory: Directory, typed: string): Promise<Person> {
  const text = typed.trim();
  const person = /^\d+$/.test(text) ? await byId(client, Number(text)) : await byName(client, directory, text);
  if (!person) throw numbered(104);
  directory.keep(person);
  return person;
}

async function byId(client: OrioleClient, uid: number): Promise<Person | undefined> {
  const rows = await client.request("POST", "/roster/list", { body: { list: [uid] } });
  return rows.map(personFrom)[0];
}

async function byName(client: OrioleClient, directory: Directory, name: string): Promise<Person | undefined> {
  const wanted = name.toLocaleLowerCase();
  const known = directory.known().find(({ username }) => username.toLocaleLowerCase() === wanted);
  if (known) return known;
  try {
    return personFrom(await client.request("GET", "/roster/name", { query: { username: name } }));
  } catch (cause) {
    // A server without this call knows people by their ids alone.
    if (cause instanceof ClientError && (cause.error === "NotFound" || cause.error === "UserNotExist"))
      return undefined;
    throw cause;
  }
}
