import { expect } from "vitest";
import type { Person, Scene } from "./person.ts";

/** Who is there for the cases of one manager: ann and bob are friends and in a group of ann's, cat is a stranger. */
export interface Stage {
  readonly scene: Scene;
  readonly ann: Person;
  readonly bob: Person;
  readonly cat: Person;
  readonly gid: number;
}

/** One case a method: does what the method is for, and looks at what came of it. */
export type Cases = Readonly<Record<string, (stage: Stage) => Promise<unknown>>>;

export async function stageOf(scene: Scene): Promise<Stage> {
  const [ann, bob, cat] = await Promise.all([scene.person(), scene.person(), scene.person()]);
  await scene.friends(ann, bob);
  return { scene, ann, bob, cat, gid: await scene.group(ann, bob) };
}

/** A call that needs a service outside of the server: refused by name, as the server names it. */
export const unsupported = (call: Promise<unknown>) =>
  expect(call).rejects.toMatchObject({ code: 404, message: expect.any(String), url: expect.stringContaining("/") });

/** A call without what it needs: refused before anything is sent. */
export const incomplete = (call: Promise<unknown>) => expect(call).rejects.toThrow("is missing");
