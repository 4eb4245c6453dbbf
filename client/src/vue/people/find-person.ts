import type { OrioleClient } from "../../index";
import { type Person, personFrom } from "./person";
import type { People } from "./use-people";

/** The user somebody means by a username or an id. Rejects with UserNotExist. */
export async function findPerson(client: OrioleClient, people: People, typed: string): Promise<Person> {
  const text = typed.trim();
  const row = /^\d+$/.test(text)
    ? await client.request("GET", "/roster/id", { query: { user_id: Number(text) } })
    : await client.request("GET", "/roster/name", { query: { username: text } });
  const person = personFrom(row);
  people.keep(person);
  return person;
}
