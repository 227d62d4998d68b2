import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { isSupportedNode } from "../../tools/setup/require-node.mjs";

it.each(["20.19.0", "20.20.2", "22.12.0", "22.20.1", "24.0.0", "25.1.0"])("runs on Node %s", (version) => {
  expect(isSupportedNode(version)).toBe(true);
});

it.each(["12.22.0", "18.20.4", "20.18.3", "21.7.0", "22.11.0", "23.9.0", ""])("does not run on Node %j", (version) => {
  expect(isSupportedNode(version)).toBe(false);
});

it("says the same as package.json", () => {
  const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  expect(manifest.engines.node).toBe("^20.19 || ^22.12 || >=24");
});
