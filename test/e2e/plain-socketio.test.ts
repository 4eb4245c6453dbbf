import { describe } from "vitest";
import { plainSuite } from "./plain/suite.ts";

describe("an existing client over Socket.IO 2", () => plainSuite("socketio"));
