/** Texts in three languages, the same for one seed. */

const LETTERS = {
  zh: "我们今天下午三点开会讨论项目进展请大家准时参加谢谢明天再见好的没问题收到文件已经发给你了吗周末一起吃饭吧这个方案怎么样客户说价格太高需要重新考虑合同签了发票寄出去没有",
  ja: "今日は会議があります資料を確認してくださいよろしくお願いいたします昨日のメール届きましたか新しい予定を送ります電車が遅れていますすみません少し待ってくれる？カタカナプロジェクト",
} as const;

const WORDS =
  "the of and project meeting please send report today tomorrow lunch price customer contract invoice Friday deadline " +
  "review again thanks maybe later server update release bug fixed question answer flight hotel Berlin Tokyo Shanghai";

export type Random = (below: number) => number;

/** Park–Miller; enough for texts. */
export function randoms(seed: number): Random {
  let state = (seed % 2147483646) + 1;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return Math.floor((state / 2147483647) * below);
  };
}

export class Corpus {
  readonly #random: Random;
  readonly #words = WORDS.split(" ");

  constructor(random: Random) {
    this.#random = random;
  }

  /** 6 to 45 characters of Chinese or Japanese, or 3 to 16 words of English. */
  text(): string {
    const kind = this.#random(3);
    if (kind === 2) return this.#repeat(3 + this.#random(14), this.#words).join(" ");
    const letters = [...LETTERS[kind === 0 ? "zh" : "ja"]];
    return this.#repeat(6 + this.#random(40), letters).join("");
  }

  /** Two to six characters of a text. */
  partOf(text: string): string {
    const letters = [...text];
    const from = this.#random(letters.length - 2);
    return letters.slice(from, from + 2 + this.#random(5)).join("");
  }

  #repeat(count: number, from: readonly string[]): string[] {
    return Array.from({ length: count }, () => from[this.#random(from.length)] ?? "");
  }
}
