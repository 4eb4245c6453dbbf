import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { pb } from "../../../protocol/codec.ts";
import { closeCode, type ErrorName, errorNamed, errors, OrioleError } from "../../../protocol/errors.ts";

const file = new URL("../../support/error-codes.json", import.meta.url);
const published = JSON.parse(readFileSync(file, "utf8")) as { name: string; number: number }[];

const names = Object.keys(errors) as ErrorName[];

describe("the error table", () => {
  it.each(published.map(({ name, number }) => [name, number] as const))("has %s as %i", (name, number) => {
    expect(errors[name as ErrorName]?.number).toBe(number);
  });

  it("gives every number once, and finds the name behind it", () => {
    expect(new Set(names.map((name) => errors[name].number)).size).toBe(names.length);
    for (const name of names) expect(errorNamed(errors[name].number)).toBe(name);
  });

  it("adds names of its own from 900 on only", () => {
    const known = new Set(published.map(({ name }) => name));
    for (const name of names) if (!known.has(name)) expect(errors[name].number).toBeGreaterThanOrEqual(900);
  });

  it("takes a number it does not know, as of a newer server, for an unknown server error", () => {
    expect(errorNamed(987_654)).toBe("ServerUnknownError");
  });

  it("maps every error to a status that is no success, and success alone to OK", () => {
    for (const name of names) {
      expect(pb.Status.ErrorCode[errors[name].status]).toBeDefined();
      expect(errors[name].status === pb.Status.ErrorCode.OK).toBe(name === "NoError");
      expect(errors[name].status).not.toBe(pb.Status.ErrorCode.UNKNOWN);
    }
  });

  it("closes with codes an application may use, one a cause", () => {
    const codes = names.map(closeCode);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code === 1009 || (code >= 4000 && code <= 4999)).toBe(true);
    expect(closeCode("FrameTooLarge")).toBe(1009);
    expect(closeCode("SignInTimeout")).toBe(4006);
    expect(closeCode("UserKickedBySameDevice")).toBe(4111);
  });

  it("an error carries its row, and its meaning where nobody says more", () => {
    const error = new OrioleError("UserFrozen");
    expect([error.error, error.message, error.row.status]).toEqual(["UserFrozen", errors.UserFrozen.meaning, 10]);
    expect(new OrioleError("UserFrozen", "since yesterday").message).toBe("since yesterday");
  });
});
