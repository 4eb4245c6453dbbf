/** The numbers of rules: each stands for one rule, and what is quoted is there. */

import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const numbersIn = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, number = ""]) => number);
const read = (files: string[]) => files.map((file) => readFileSync(file, "utf8")).join("\n");

const rules = numbersIn(read(globSync("docs/*.md")), /^\| \[([A-Z]+-\d+)\] \|/gm);

it("a number stands for one rule", () => {
  expect(rules.filter((number, at) => rules.indexOf(number) !== at)).toEqual([]);
});

it("a test quotes each of them", () => {
  const tests = read(globSync("test/**/*.ts"));
  expect(rules.filter((number) => !tests.includes(`[${number}]`))).toEqual([]);
});

it("what is quoted is a rule", () => {
  const folders = "{src,durable-objects,protocol,client,server,server-sdk,test,docs}";
  const files = globSync(`${folders}/**/*.{ts,vue,md}`).filter((file) => !/node_modules|generated|dist\//.test(file));
  const known = new Set(rules);
  const families = [...new Set([...known].map((number) => number.split("-")[0]))].join("|");
  const quoted = new Set(numbersIn(read(files), new RegExp(`\\[((?:${families})-\\d+)\\]`, "g")));
  expect([...quoted].filter((number) => !known.has(number))).toEqual([]);
  expect(quoted.size).toBeGreaterThan(100);
});
