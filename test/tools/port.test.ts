import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { requireFreePort } from "../../tools/jupyter/port.mjs";

describe("a port that is taken", () => {
  let runtime: string;
  let server: Server;
  let port: number;
  beforeEach(async () => {
    runtime = mkdtempSync(join(tmpdir(), "stageplay-runtime-"));
    server = createServer();
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    port = (server.address() as AddressInfo).port;
  });
  afterEach(async () => {
    await new Promise((closed) => server.close(closed));
    rmSync(runtime, { recursive: true, force: true });
  });

  it("is said, with the way to choose another", async () => {
    await expect(requireFreePort(port, runtime)).rejects.toMatchObject({
      message: `Port ${port} is taken by another program.`,
      nextStep: expect.stringContaining(`npm start -- --port ${port + 1}`),
    });
  });

  it("is said with the address when Stageplay itself has it", async () => {
    const url = `http://127.0.0.1:${port}/`;
    writeFileSync(join(runtime, "jpserver-1.json"), JSON.stringify({ pid: process.pid, port, url, token: "abc" }));
    await expect(requireFreePort(port, runtime)).rejects.toThrow(`already runs on port ${port}: ${url}lab?token=abc`);
  });

  it("is fine once it is free", async () => {
    await new Promise((closed) => server.close(closed));
    await expect(requireFreePort(port, "/nonexistent")).resolves.toBeUndefined();
  });
});
