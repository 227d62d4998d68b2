import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { serveLab } from "../../tools/jupyter/serve-lab.mjs";
import { keptToken } from "../../tools/jupyter/token.mjs";

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

it("serves JupyterLab with our kernel as the only one and our extension, until it is told to end", async () => {
  const setup = mkdtempSync(join(tmpdir(), "stageplay-lab-"));
  const token = keptToken(join(setup, "token"));
  expect(keptToken(join(setup, "token"))).toBe(token);
  const abort = new AbortController();
  const port = await freePort();
  let running = Promise.resolve(0);
  const ready = new Promise<string>((onReady) => {
    running = serveLab({ port, token, setup, signal: abort.signal, onReady });
  });
  try {
    const url = await Promise.race([ready, running.then((code) => `ended with ${code}`)]);
    expect(new URL(url).searchParams.get("token")).toBe(token);
    const get = (path: string): Promise<Response> =>
      fetch(new URL(path, url), { headers: { authorization: `token ${token}` } });
    const specs = (await (await get("/api/kernelspecs")).json()) as { default: string; kernelspecs: object };
    expect([specs.default, Object.keys(specs.kernelspecs)]).toEqual(["stageplay", ["stageplay"]]);
    expect(await (await get("/lab")).text()).toContain('"name": "@stageplay/lab-extension"');
    expect((await fetch(new URL("/api/contents", url))).status).toBe(403);
    abort.abort();
    expect(await running).toBe(0);
    await expect(get("/api/status")).rejects.toThrow();
  } finally {
    abort.abort();
    await running;
    rmSync(setup, { recursive: true, force: true });
  }
});
