import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { unsupported } from "../../src/routes/unsupported.ts";
import { Api } from "../support/api.ts";
import { usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();

describe("calls that need a service outside of this server", () => {
  it("are those that docs/not-supported.md lists", async () => {
    const page = await readFile(new URL("../../docs/not-supported.md", import.meta.url), "utf8");
    const listed = [...page.matchAll(/^\| (GET|POST) (\S+) \| (.+) \|$/gm)].map(([, ...row]) => row.join(" "));
    const declared = unsupported.flatMap(({ methods, path, needs }) =>
      methods.map((each) => `${each} ${path} ${needs}`),
    );
    expect(listed).toEqual(declared);
  });

  it("answer 404 in the envelope, with or without an app", async () => {
    for (const { methods, path } of unsupported) {
      for (const method of methods) {
        const answer = await new Api(server.current.url).call(method, path);
        expect(answer, path).toMatchObject({ code: 404, message: "not supported by this server", data: null });
      }
    }
  });
});
