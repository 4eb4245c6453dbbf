/** Search by REST over 200,000 messages of one user, checked against the texts that were sent. */

import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { foldText } from "../../protocol/fold-text.ts";
import { sendAll } from "../generator/bulk-sender.ts";
import { Corpus, randoms } from "../generator/corpus.ts";
import { OrioleApp } from "../generator/oriole-app.ts";
import type { Lab, Workload } from "../lab.ts";
import { Histogram } from "../measure/histogram.ts";
import { ownCpuSeconds } from "../measure/proc.ts";
import type { Sample } from "../measure/sample.ts";
import type { ServerProcess } from "../server/server-process.ts";

const CONVERSATIONS = 50;
/** What a device may send at once. */
const TEXTS = 4_000;
const SEARCHES = 200;
const WARM_UP = 5;
const PAGE = 20;
/** Keywords in more texts than this are checked on their first page alone. */
const CHECKED_WHOLE = 400;
const ARCHIVE_MS = 120_000;
const SEED = 20_261_124;

interface Loaded {
  server: ServerProcess;
  app: OrioleApp;
  /** As sent, with their folded forms. */
  texts: string[];
  folded: string[];
}

// Loading takes a minute or two: the rounds of one lab share it.
const loadedIn = new WeakMap<Lab, Promise<Loaded>>();

type Keyword = (corpus: Corpus, texts: readonly string[], pick: (below: number) => number) => string;

const contender = (name: string, keyword: Keyword) => ({ name, run: (lab: Lab) => run(lab, keyword) });

export const search: Workload = {
  name: "search",
  title: "search over 200,000 messages in 50 conversations, every answer checked",
  contenders: [
    contender("part of a text", (corpus, texts, pick) => corpus.partOf(texts[pick(texts.length)] ?? "")),
    contender("in no text", (_corpus, _texts, pick) => `我${pick(10_000)}あ`),
  ],
  aims: [
    { contender: "part of a text", figure: "p95Ms", mostMs: 200 },
    { contender: "in no text", figure: "p95Ms", mostMs: 200 },
  ],
};

async function run(lab: Lab, keyword: Keyword): Promise<Sample> {
  const loading = loadedIn.get(lab) ?? load(lab);
  loadedIn.set(lab, loading);
  const loaded = await loading;
  const { server, texts } = loaded;
  const random = randoms(SEED + 1);
  const corpus = new Corpus(random);
  const times = new Histogram();
  const faults: string[] = [];
  let searchedMs = 0;
  let serverCpuS = 0;
  const generatorCpuS = ownCpuSeconds();
  for (let n = 0; n < WARM_UP + SEARCHES; n++) {
    const word = keyword(corpus, texts, random);
    if (word.trim() === "") continue;
    const cpu = server.cpuSeconds();
    const startMs = performance.now();
    const page = await searchPage(loaded, word, "");
    const tookMs = performance.now() - startMs;
    if (n >= WARM_UP) {
      times.record(tookMs);
      searchedMs += tookMs;
      serverCpuS += server.cpuSeconds() - cpu;
    }
    faults.push(...(await check(loaded, word, page)));
  }
  return {
    rate: 1000 / times.meanMs,
    ...times.figures,
    serverCpuS,
    generatorCpuS: ownCpuSeconds() - generatorCpuS,
    seconds: searchedMs / 1000,
    memoryMb: server.memoryMb(),
    little: null,
    slowest: 0,
    fastest: 0,
    faults,
  };
}

async function load(lab: Lab): Promise<Loaded> {
  const server = await lab.start("oriole", lab.fresh());
  const app = await OrioleApp.create(server, CONVERSATIONS + 1);
  const corpus = new Corpus(randoms(SEED));
  const texts = Array.from({ length: CONVERSATIONS * TEXTS }, () => corpus.text());
  for (let n = 0; n < CONVERSATIONS; n++) {
    await sendAll(app, app.user(n + 1), app.user(0), texts.slice(n * TEXTS, (n + 1) * TEXTS));
  }
  const untilMs = performance.now() + ARCHIVE_MS;
  while ((await archived(server)) < texts.length) {
    if (performance.now() > untilMs) throw new Error("the archive does not catch up");
    await sleep(200);
  }
  return { server, app, texts, folded: texts.map(foldText) };
}

async function archived(server: ServerProcess): Promise<number> {
  const [row] = await server.query("SELECT count(*) AS n FROM messages");
  return Number(row?.["n"] ?? 0);
}

const pageSchema = z.object({
  code: z.literal(200),
  data: z.array(z.object({ content: z.string() })),
  cursor: z.string().optional(),
});

type FoundPage = z.infer<typeof pageSchema>;

async function searchPage({ app }: Loaded, keyword: string, cursor: string, limit = PAGE): Promise<FoundPage> {
  const query = new URLSearchParams({ keyword, cursor, limit: String(limit) });
  const headers = { app_id: app.id, "access-token": app.user(0).token };
  const response = await fetch(`${app.url}/message/search?${query}`, { headers });
  return pageSchema.parse(await response.json());
}

/** Nothing missing, nothing else: over all pages where there are few texts, on the first page in any case. */
async function check(loaded: Loaded, keyword: string, first: FoundPage): Promise<string[]> {
  const folded = foldText(keyword);
  const expected = loaded.texts.filter((_, i) => loaded.folded[i]?.includes(folded));
  if (first.data.length < Math.min(PAGE, expected.length) && first.cursor === undefined) {
    return [`"${keyword}": ${first.data.length} of ${expected.length} on the first page`];
  }
  if (expected.length > CHECKED_WHOLE) {
    const wrong = first.data.filter(({ content }) => !foldText(content).includes(folded));
    return wrong.length > 0 ? [`"${keyword}": ${wrong.length} texts without it`] : [];
  }
  const found: string[] = [];
  for (let page: FoundPage | null = first; page; ) {
    found.push(...page.data.map(({ content }) => content));
    page = page.cursor === undefined ? null : await searchPage(loaded, keyword, page.cursor, 100);
  }
  const same = found.sort().join("\n") === [...expected].sort().join("\n");
  return same ? [] : [`"${keyword}": found ${found.length}, there are ${expected.length}`];
}
