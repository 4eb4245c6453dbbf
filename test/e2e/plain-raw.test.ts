import { describe } from "vitest";
import { plainSuite } from "./plain/suite.ts";

describe("an existing client over raw WebSocket", () => plainSuite("raw"));
