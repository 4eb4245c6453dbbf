import { describe, expect, it } from "vitest";
import { pageFile, server } from "../../../client/demo/electron/page-file.mjs";
import { browserName } from "../../../client/demo/src/account/browser-name";
import { serverAddress } from "../../../client/demo/src/account/server-address";

describe("where the demo page finds its server", () => {
  it("is the server that sent the page, whatever the link says", () => {
    const page = { protocol: "https:", origin: "https://im.example.com", search: "?server=https://evil.example.com" };
    expect(serverAddress(page)).toBe("https://im.example.com");
  });

  it("is the named one where no server sent the page", () => {
    const page = { protocol: "oriole:", origin: "null", search: "?server=http%3A%2F%2F127.0.0.1%3A8787%2F" };
    expect(serverAddress(page)).toBe("http://127.0.0.1:8787");
    for (const search of ["", "?server=javascript:alert(1)", "?server=file:///etc"]) {
      expect(() => serverAddress({ ...page, search })).toThrow();
    }
  });
});

describe("how a browser is told from others", () => {
  it("names the browser and its system, not what it claims to be as well", () => {
    const chrome =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36";
    expect(browserName(chrome)).toBe("Chrome (Windows)");
    expect(browserName(`${chrome} Edg/147.0.0.0`)).toBe("Edge (Windows)");
    const phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
    expect(browserName(`${phone} Version/19.0 Mobile/15E148 Safari/604.1`)).toBe("Safari (iPhone)");
    expect(browserName("something else")).toBe("Oriole");
  });
});

describe("the desktop application", () => {
  it("takes the address of a server and nothing else", () => {
    expect(server(undefined)).toBe("http://127.0.0.1:8787");
    expect(server("https://im.example.com/path")).toBe("https://im.example.com");
    expect(() => server("file:///etc")).toThrow();
  });

  it("serves the built page and no file beside it", () => {
    expect(pageFile("/app/assets", "oriole://demo/?server=x")).toBe("file:///app/assets/index.html");
    expect(pageFile("/app/assets", "oriole://demo/assets/index.js")).toBe("file:///app/assets/assets/index.js");
    expect(pageFile("/app/assets", "oriole://demo/..%2F..%2Fetc/passwd")).toBeNull();
    expect(pageFile("/app/assets", "oriole://demo/..%2Fassets-of-another/key")).toBeNull();
  });
});
