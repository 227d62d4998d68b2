import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CellEngine, type CellOutcome } from "./cell-engine.js";

let engine: CellEngine;
let now = 1;
let turns = 0;
let maxTurns = Number.POSITIVE_INFINITY;
let cells = 0;
// Vitest's own hook forgets the cells' source URLs.
const prepareStackTrace = Error.prepareStackTrace;

beforeAll(() => {
  Reflect.deleteProperty(Error, "prepareStackTrace");
  engine = new CellEngine({
    declarations: "declare const greeting: string;\ndeclare const now: number;\n",
    values: { greeting: "hello" },
    live: { now: () => now },
    loopGuard: () => {
      turns += 1;
      if (turns > maxTurns) throw new Error("too many turns");
    },
  });
}, 30_000);
afterAll(() => {
  if (prepareStackTrace !== undefined) Error.prepareStackTrace = prepareStackTrace;
  engine.close();
});

function run(text: string): Promise<CellOutcome> {
  cells += 1;
  return engine.run({ id: cells, file: `cell [${cells}]`, text });
}

async function value(text: string): Promise<unknown> {
  const outcome = await run(text);
  if (outcome.kind !== "done") throw new Error(`${outcome.kind}: ${JSON.stringify(outcome)}`);
  return outcome.value;
}

async function thrown(text: string): Promise<Error> {
  const outcome = await run(text);
  if (outcome.kind !== "threw") throw new Error(`expected the cell to throw, it is ${outcome.kind}`);
  return outcome.error as Error;
}

describe("cells", () => {
  it("see what is in scope from the start and may shadow it", async () => {
    expect(await value("greeting.length")).toBe(5);
    expect(await value("const greeting = 7; greeting")).toBe(7);
    expect(await value("greeting + 1")).toBe(8);
  });

  it("may name what earlier cells declare in shorthand properties", async () => {
    await value("const north = 1; let south = 2; const pole = (name: string) => ({ name, south });");
    expect(await value("({ north, greeting: 0, inner: { south }, console })")).toMatchObject({
      north: 1,
      inner: { south: 2 },
      console,
    });
    expect(await value("((north: number) => ({ north }))(7)")).toEqual({ north: 7 });
    expect(await value("{ const north = 8; south = ({ north }).north; } south")).toBe(8);
    await value("({ south } = { south: 9 }); [{ north: south = 0 }] = [{ north: 10 }];");
    expect(await value("[south, pole('x')]")).toEqual([10, { name: "x", south: 2 }]); // a cell keeps its own variables
    await value("({ south = 11 } = {});");
    expect(await value("const east = 12; ({ east, south })")).toEqual({ east: 12, south: 11 });
  });

  it("see the present value of what changes by itself, unless they shadow it", async () => {
    expect(await value("now")).toBe(1);
    now = 2;
    expect(await value("now")).toBe(2);
    await value("const now = 'mine'");
    now = 3;
    expect(await value("now")).toBe("mine");
  });

  it("share their declarations", async () => {
    await value("let total = 1; function add(n: number) { total += n; return total }");
    expect(await value("add(2)")).toBe(3);
    expect(await value("total")).toBe(3);
  });

  it("await in every form at the top level", async () => {
    expect(await value("await (Promise.resolve(1))")).toBe(1);
    expect(await value("const [p] = await Promise.all([1]); await [p]")).toEqual([1]);
    expect(await value("let s = 0; for await (const x of [1, Promise.resolve(2)]) s += x; s")).toBe(3);
    expect(await value("(await `text`).length")).toBe(4);
    expect(await value("await\n(async () => 5)()")).toBe(5);
  });

  it("have a promise in last position awaited", async () => {
    expect(await value("Promise.resolve('later')")).toBe("later");
    expect((await thrown("Promise.reject(new RangeError('no'))")).message).toBe("no");
  });

  it("may use names that start with underscores", async () => {
    await value("const __a = 1, ___b = 2, _c = 3");
    expect(await value("__a + ___b + _c")).toBe(6);
  });
});

describe("a cell that throws", () => {
  it("keeps what it declared before, and what others declared of the rest", async () => {
    await value("const rest = 'old'");
    await thrown(
      "const kept = 1; interface Shape { n: number }\nif (kept) throw new Error('x');\nconst rest = 2, fresh = 3;",
    );
    expect(await value("const s: Shape = { n: kept }; s.n")).toBe(1);
    expect(await value("rest.length")).toBe(3);
    expect((await run("fresh")).kind).toBe("refused");
  });

  it("shows the user's own lines, also of other cells", async () => {
    await value(
      "interface Gone { x: number }\n\n// a comment\nfunction fail(n: number): never {\n\n  throw new Error(String(n));\n}",
    );
    const error = await thrown("const before: Gone = { x: 1 };\n\nfail(before.x);");
    const frames = engine.sources.frames(error.stack!);
    expect(frames.map(({ file, line, functionName }) => [file, line, functionName])).toEqual([
      [`cell [${cells - 1}]`, 6, "fail"],
      [`cell [${cells}]`, 3, undefined],
    ]);
    expect(frames[0]!.text).toContain("throw new Error(");
  });

  it("has its line found after an await, too", async () => {
    const error = await thrown(
      "type T = 1;\nawait Promise.resolve();\nfor (const x of [1]) {\n  throw new Error(String(x));\n}",
    );
    expect(engine.sources.firstFrame(error.stack!)).toMatchObject({ file: `cell [${cells}]`, line: 4, column: 9 });
  });
});

describe("a cell that TypeScript refuses", () => {
  it("runs nothing and points at the user's place", async () => {
    const outcome = await run("let counter = 5;\n  const n: number = 'a';");
    expect(outcome).toMatchObject({
      kind: "refused",
      diagnostics: [{ start: { line: 1, character: 8 }, end: { line: 1, character: 9 }, code: 2322 }],
    });
    expect((await run("counter")).kind).toBe("refused");
  });
});

describe("loop guards", () => {
  it.each([
    "for (;;) {}",
    "while (true);",
    "do { } while (true)",
    "for (const x of (function* () { for (;;) yield 1 })()) ;",
    "const f = () => { while (true) { } }; [1].map(f)",
    "await 0; while (true) { await null }",
  ])("end %s", async (loop) => {
    turns = 0;
    maxTurns = 1000;
    expect((await thrown(loop)).message).toBe("too many turns");
    maxTurns = Number.POSITIVE_INFINITY;
  });

  it("leave loops as they are", async () => {
    turns = 0;
    expect(await value("let n = 0; outer: for (const i in [1, 2, 3]) { for (;;) { n++; continue outer } } n")).toBe(3);
    expect(turns).toBe(6);
  });
});

describe("the editor's questions", () => {
  it("completes names of other cells", async () => {
    await value("const measurement = { height: 1, heat: 2 }");
    expect(engine.complete("measurement.hei", 15)).toEqual({ matches: ["height"], start: 12, end: 15 });
    expect(engine.complete("measurem", 8).matches).toContain("measurement");
  });

  it("tells signature and documentation", async () => {
    await value("/** Doubles a number. */\nfunction double(n: number) { return 2 * n }");
    expect(engine.inspect("double(3)", 3)).toBe("function double(n: number): number\n\nDoubles a number.");
    expect(engine.inspect("  ", 1)).toBeUndefined();
  });

  it("knows complete, incomplete and invalid code", () => {
    expect(engine.isComplete("const a = await (x)").status).toBe("complete");
    expect(engine.isComplete("function f() {")).toEqual({ status: "incomplete", indent: "  " });
    expect(engine.isComplete("const = 1)").status).toBe("invalid");
  });
});
