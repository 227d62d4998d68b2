import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { readAll, testFolder } from "./testing/folder.js";

const folder = testFolder();
afterAll(folder.remove);

const lines = async (content: string | Uint8Array, pieces: number, name = "a.txt") => {
  const { rows, perSplit } = await readAll(folder.files, "text", folder.put(name, content), { pieces });
  return { all: rows.map(([line]) => line), perSplit: perSplit.map((rows) => rows.map(([line]) => line)) };
};

describe("text lines over byte ranges", () => {
  it.each(["\n", "\r\n", "\r"])(
    "gives every line to exactly one split, whatever the cut (line end %j)",
    async (end) => {
      const text = ["alpha", "", "b", "gämma delta", "", "", "ε", "last"].join(end);
      for (let pieces = 1; pieces <= 20; pieces++) {
        expect((await lines(text + end, pieces)).all).toEqual(text.split(end));
      }
    },
  );

  it("keeps a line that starts where the next split does, as Hadoop's reader does", async () => {
    // 8 bytes in two splits: "cc" starts at byte 4, where the second split starts; that one skips its first line.
    expect((await lines("aaa\ncc\nd", 2)).perSplit).toEqual([["aaa", "cc"], ["d"]]);
  });

  it("reads a last line without an end, and drops a byte order mark", async () => {
    expect((await lines("\ufeffx\ny", 1)).all).toEqual(["x", "y"]);
  });

  it("leaves a gzip file to its first split", async () => {
    const { perSplit } = await lines(gzipSync("a\nb\nc\n"), 3, "z.txt.gz");
    expect(perSplit).toEqual([["a", "b", "c"], [], []]);
  });

  it("says what to do about a file that is no gzip", async () => {
    await expect(lines("plain", 1, "fake.gz")).rejects.toMatchObject({
      condition: "FAILED_READ_FILE.NO_HINT",
      nextStep: expect.stringContaining("rename it without .gz"),
    });
  });
});
