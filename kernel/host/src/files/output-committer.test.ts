import { IntegerType, type InternalRow, type SaveMode, StringType, structField, structType } from "@stageplay/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readAll, type TestFolder, testFolder, writeAll } from "./testing/folder.js";

const schema = structType([structField("n", IntegerType)]);
let folder: TestFolder;
beforeEach(() => {
  folder = testFolder();
});
afterEach(() => folder.remove());

const create = (mode: SaveMode = "errorifexists", options: Record<string, string> = {}) =>
  folder.files.createWriter({ path: "out", format: "csv", schema, mode, options });
const write = (rows: readonly InternalRow[][], mode: SaveMode = "errorifexists") =>
  writeAll(folder.files, "csv", "out", schema, rows, { mode });
const numbers = async () =>
  (await readAll(folder.files, "csv", "out", { options: { inferschema: "true" } })).rows.flat();

describe("committing", () => {
  it("shows nothing before the job commits, then every file of the attempts that won", async () => {
    const output = create()!;
    expect(output.writeTask(0, 0, [[1]])).toEqual({ bytes: 2, records: 1 });
    output.writeTask(1, 0, [[2]]);
    output.abortTask(1, 0);
    output.writeTask(1, 1, [[3]]);
    expect(folder.names("out")).toEqual([]);
    output.commitJob([
      { partition: 0, attempt: 0 },
      { partition: 1, attempt: 1 },
    ]);
    expect(folder.names("out")).toEqual([
      "_SUCCESS",
      expect.stringMatching(/^part-00000-[0-9a-f-]{36}-c000\.csv$/),
      expect.stringMatching(/^part-00001-[0-9a-f-]{36}-c000\.csv$/),
    ]);
    expect(folder.names(".")).toEqual(["out"]);
    expect(await numbers()).toEqual([1, 3]);
  });

  it("names files alike in every run, and anew in every write", () => {
    write([[[1]]]);
    write([[[2]]], "append");
    const again = testFolder();
    writeAll(again.files, "csv", "out", schema, [[[1]]]);
    expect(folder.names("out")).toHaveLength(3);
    expect(folder.names("out")).toEqual(expect.arrayContaining(again.names("out")));
    again.remove();
  });

  it("writes no file for an empty partition, but one for an empty result", () => {
    write([[[1]], [], []]);
    expect(folder.names("out")).toHaveLength(2);
    write([[], []], "overwrite");
    expect(folder.names("out")).toEqual(["_SUCCESS", expect.stringContaining("part-00000")]);
  });

  it("names files of saveAsTextFile as Hadoop does, one for each partition", () => {
    const text = structType([structField("value", StringType)]);
    writeAll(folder.files, "text", "out", text, [[], [["a"]], [["b"]]], { options: { hadoop: "true" } });
    expect(folder.names("out")).toEqual(["_SUCCESS", "part-00000", "part-00001", "part-00002"]);
  });
});

describe("aborting", () => {
  it("leaves nothing behind, not even folders above the output", () => {
    const output = folder.files.createWriter({
      path: "a/b/out",
      format: "csv",
      schema,
      mode: "overwrite",
      options: {},
    })!;
    output.writeTask(0, 0, [[1]]);
    output.abortJob();
    expect(folder.names(".")).toEqual([]);
  });

  it("keeps the old output under overwrite", async () => {
    write([[[1]]]);
    const output = create("overwrite")!;
    output.writeTask(0, 0, [[2]]);
    expect(await numbers()).toEqual([1]);
    output.abortJob();
    expect(await numbers()).toEqual([1]);
    expect(folder.names(".")).toEqual(["out"]);
  });

  it("leaves nothing when the rows themselves throw", () => {
    const output = create()!;
    const rows = function* (): Generator<InternalRow> {
      yield [1];
      throw new Error("boom");
    };
    expect(() => output.writeTask(0, 0, rows())).toThrow("boom");
    output.abortJob();
    expect(folder.names(".")).toEqual([]);
  });
});

describe("save modes", () => {
  it("errorifexists refuses, before anything is staged", () => {
    write([[[1]]]);
    expect(() => create()).toThrowError(
      expect.objectContaining({ condition: "PATH_ALREADY_EXISTS", nextStep: expect.stringContaining("overwrite") }),
    );
    expect(folder.names(".")).toEqual(["out"]);
  });

  it("overwrite replaces, append adds, ignore does nothing", async () => {
    write([[[1]]]);
    write([[[2]]], "overwrite");
    expect(await numbers()).toEqual([2]);
    write([[[3]]], "append");
    expect((await numbers()).sort()).toEqual([2, 3]);
    expect(create("ignore")).toBeUndefined();
    expect((await numbers()).sort()).toEqual([2, 3]);
  });
});
