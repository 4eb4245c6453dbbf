import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WordAutomaton } from "../../../durable-objects/moderation/word-automaton.ts";
import { comparable, type Keyword, WordFilter } from "../../../durable-objects/moderation/word-filter.ts";

const refusing = (match: Keyword["match"], ...words: string[]) =>
  new WordFilter(words.map((word) => ({ word, match, action: "refuse" })));
const masking = (match: Keyword["match"], ...words: string[]) =>
  new WordFilter(words.map((word) => ({ word, match, action: "mask" })));

const shown = (filter: WordFilter, text: string) => {
  const judged = filter.judge(text);
  return judged.is === "masked" ? judged.text : judged.is === "clean" ? text : `refused: ${judged.word}`;
};

describe("exact words", () => {
  it("[WORD-1] are found as they are written, anywhere in the text", () => {
    const filter = refusing("exact", "Bad", "坏词");
    expect(filter.judge("a Badger")).toEqual({ is: "refused", word: "Bad" });
    expect(filter.judge("这是坏词吗")).toEqual({ is: "refused", word: "坏词" });
    expect(filter.judge("bad, B ad, BAD, 坏 词")).toEqual({ is: "clean" });
  });

  it("[WORD-5] are masked character by character, overlaps once", () => {
    expect(shown(masking("exact", "abc", "cde", "🔞"), "xabcdex 🔞!")).toBe("x*****x *!");
  });
});

describe("fuzzy words", () => {
  const filter = refusing("fuzzy", "Casino", "赌博", "straße", "カジノ", "한국");

  it.each([
    "CASINO",
    "ｃａｓｉｎｏ",
    "cas\u200bi\u00adno",
    "c a s i n o",
    "c.a.s.i.n.o",
    "my c-a-s-i-n-o!",
    "c\u0336a\u0336s\u0336i\u0336n\u0336o\u0336",
    "𝐜𝐚𝐬𝐢𝐧𝐨",
    "赌\u200d博",
    "赌 博",
    "赌*博",
    "STRASSE",
    "ｶｼﾞﾉ",
    "カシ\u3099ノ",
    "\u1112\u1161\u11ab국",
  ])("[WORD-2] [WORD-3] %j is one of them", (text) => {
    expect(filter.judge(text).is).toBe("refused");
  });

  it.each(["ca sino", "a c as in o", "赌。博", "赌\n博", "magic a s i n oil", "catsino", "賭博"])(
    "[WORD-3] %j is none",
    (text) => {
      expect(filter.judge(text)).toEqual({ is: "clean" });
    },
  );

  it("[WORD-3] short words are not looked for letter by letter, and words of two parts keep their own gap", () => {
    expect(refusing("fuzzy", "as").judge("a s").is).toBe("clean");
    const york = refusing("fuzzy", "new york");
    expect(york.judge("NEW-YORK").is).toBe("refused");
    expect(york.judge("newyork").is).toBe("refused");
    expect(york.judge("n e w y o r k").is).toBe("refused");
    expect(york.judge("ne wyork").is).toBe("clean");
  });

  it("[WORD-5] masks what stands in the text, decoration included", () => {
    expect(shown(masking("fuzzy", "bad"), "so ＢＡＤ, so b.a.d, so good")).toBe("so ***, so *****, so good");
  });

  it("[WORD-5] refusing goes before masking, also for words that are the same to it", () => {
    const both = new WordFilter([
      { word: "BAD", match: "fuzzy", action: "refuse" },
      { word: "bad", match: "fuzzy", action: "mask" },
    ]);
    expect(both.judge("bad").is).toBe("refused");
  });

  it("knows what it cannot compare", () => {
    expect(comparable("🔞")).toBe(false);
    expect(comparable("a.b")).toBe(true);
  });
});

describe("the automaton", () => {
  it("finds every occurrence of every word that a search word by word finds", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 4 });
    const text = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 40 });
    const units = (value: string) => [...value].map((letter) => letter.charCodeAt(0));
    fc.assert(
      fc.property(fc.uniqueArray(letters, { minLength: 1, maxLength: 20 }), text, (words, within) => {
        const found: string[] = [];
        new WordAutomaton(words.map(units)).scan(units(within), (word, end) => {
          found.push(`${words[word]}@${end}`);
          return false;
        });
        const expected = words.flatMap((word) =>
          [...within].flatMap((_, at) => (within.startsWith(word, at) ? [`${word}@${at + word.length - 1}`] : [])),
        );
        expect(found.sort()).toEqual(expected.sort());
      }),
    );
  });

  it("[WORD-5] what was masked has no such word left, is no longer, and keeps all the rest", () => {
    const words = ["bad", "坏词", "ad", "x"];
    const unit = fc.constantFrom("b", "a", "d", "B", "坏", "词", "x", " ", ".", "\u200b", "🙂", "é");
    const filter = masking("fuzzy", ...words);
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
        const judged = filter.judge(text);
        if (judged.is !== "masked") return;
        expect(filter.judge(judged.text).is).toBe("clean");
        expect(new TextEncoder().encode(judged.text).length).toBeLessThanOrEqual(new TextEncoder().encode(text).length);
        const kept = [...judged.text].filter((letter) => letter !== "*");
        let at = 0;
        for (const letter of text) if (letter === kept[at]) at++;
        expect(at).toBe(kept.length);
      }),
    );
  });

  it("judges a long text by thousands of words", () => {
    const many = refusing("fuzzy", ...Array.from({ length: 5_000 }, (_, n) => `word${n}x`));
    const text = "a perfectly harmless sentence, word by word. ".repeat(350);
    expect(many.judge(text).is).toBe("clean");
    expect(many.judge(`${text}w0rd word4999x`).is).toBe("refused");
  });
});
