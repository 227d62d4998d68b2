import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withLock } from "../../tools/setup/lock.mjs";

describe("the lock", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "stageplay-lock-"));
    file = join(folder, "lock");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("holds our process id meanwhile, and is gone afterwards, also after a failure", async () => {
    expect(await withLock(file, async () => readFileSync(file, "utf8"))).toBe(`${process.pid}\n`);
    expect(existsSync(file)).toBe(false);
    await expect(withLock(file, () => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
    expect(existsSync(file)).toBe(false);
  });

  it("lets the second wait for the first", async () => {
    const order: string[] = [];
    let second: Promise<void> | undefined;
    await withLock(file, async () => {
      await new Promise<void>((waiting) => {
        second = withLock(file, async () => void order.push("second"), { onWait: () => waiting() });
      });
      order.push("first");
    });
    await second;
    expect(order).toEqual(["first", "second"]);
  });

  it("takes over that of a dead process", async () => {
    writeFileSync(file, "12345\n");
    expect(await withLock(file, async () => "mine", { isAlive: (owner) => owner !== 12345 })).toBe("mine");
    expect(existsSync(file)).toBe(false);
  });

  it("gives up on one that never ends, names its owner, and leaves it alone", async () => {
    writeFileSync(file, "12345\n");
    const waiting = withLock(file, async () => "mine", { isAlive: () => true, patienceMs: 0 });
    await expect(waiting).rejects.toMatchObject({
      name: "SetupProblem",
      message: expect.stringContaining("process 12345"),
    });
    expect(readFileSync(file, "utf8")).toBe("12345\n");
  });
});
