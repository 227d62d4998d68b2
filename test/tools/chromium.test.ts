import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserIsRequired, findChromium } from "../../tools/chromium.mjs";

describe.skipIf(process.platform !== "linux")("finding Chromium", () => {
  let folder: string;
  let chrome: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "stageplay-chromium-test-"));
    chrome = join(folder, "google-chrome");
    writeFileSync(chrome, "#!/bin/sh\n");
    chmodSync(chrome, 0o755);
    writeFileSync(join(folder, "chromium"), "not executable");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("takes a program of a common name on the PATH", () => {
    expect(findChromium({ PATH: ["/nonexistent", folder].join(delimiter) })).toBe(chrome);
    expect(findChromium({ PATH: "/nonexistent" })).toBeUndefined();
    expect(findChromium({})).toBeUndefined();
  });

  it("lets CHROMIUM decide alone, also when it is wrong", () => {
    expect(findChromium({ CHROMIUM: chrome, PATH: "" })).toBe(chrome);
    expect(findChromium({ CHROMIUM: "/nonexistent/chrome", PATH: folder })).toBeUndefined();
  });
});

it("requires a browser in continuous integration only", () => {
  expect(
    [{}, { CI: "false" }, { CI: "true" }, { STAGEPLAY_REQUIRE_BROWSER: "1" }].map((env) => browserIsRequired(env)),
  ).toEqual([false, false, true, true]);
});
