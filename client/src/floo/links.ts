import type { OrioleOptions } from "../index";
import { clientFor } from "./discovery";
import { restCall } from "./rest-call";

export interface LinkContent {
  app_id: string;
  uid: string;
  text: string;
  type: string;
}

export interface LinkCalls {
  aysncParseLink(url: string, params: { link: string }): Promise<LinkContent>;
  /** Asks every link host, until one knows. */
  aysncParseLinkV2(link: string): Promise<LinkContent>;
}

export function linkCalls(optionsOf: () => OrioleOptions, hosts: () => readonly string[]): LinkCalls {
  const ask = async (host: string, link: string) => {
    const answer = restCall(clientFor(optionsOf(), host))("GET", "/info", { query: { link }, anonymous: true });
    return (await answer) as LinkContent;
  };
  return {
    aysncParseLink: (url, { link }) => ask(url, link),
    async aysncParseLinkV2(link) {
      let last: unknown = new Error("no link host");
      for (const host of hosts()) {
        try {
          return await ask(host, link);
        } catch (thrown) {
          last = thrown;
        }
      }
      throw last;
    },
  };
}
