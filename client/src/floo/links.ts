import type { OrioleOptions } from "../index";
import { clientFor, type Discovered } from "./discovery";
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

export function linkCalls(optionsOf: () => OrioleOptions, discovered: () => Discovered): LinkCalls {
  const ask = async (host: string, link: string) => {
    const answer = restCall(clientFor(optionsOf(), host))("GET", "/info", { query: { link }, anonymous: true });
    return (await answer) as LinkContent;
  };
  return {
    aysncParseLink: async (url, { link }) => ask(url, link),
    async aysncParseLinkV2(link) {
      let last: unknown = new Error("no link host");
      const { linkServer, document } = discovered();
      const listed = document?.link_server_list?.map(({ domain }) => domain) ?? [];
      for (const host of new Set(linkServer ? [linkServer, ...listed] : listed)) {
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
