import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { folderOf, forbiddenImports } from "./import-rules.js";
import { GROUND, MAY_IMPORT, ROOTS, VIEW_MAY_USE_OF_CORE } from "./import-table.js";
import { globalsUsed, importsOf, parse, sourceFiles } from "./source-facts.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const CORE = `${root}/kernel/core/src`;
const VIEW = `${root}/kernel/view/src`;
const IMPURE = [
  "Date",
  "Math.random",
  "setTimeout",
  "setInterval",
  "queueMicrotask",
  "performance",
  "process",
  "require",
];

const withoutTests = (folder: string) =>
  sourceFiles(folder).filter((name) => !/(^|\/)testing\/|\.test\.ts$/.test(name));

describe("imports inside the core", () => {
  it("follow the table", () => {
    const found = withoutTests(CORE).flatMap((file) => forbiddenImports(file, importsOf(parse(`${CORE}/${file}`))));
    expect(found).toEqual([]);
  });

  it("have a row in the table for every folder", () => {
    const known = [...Object.keys(MAY_IMPORT), ...Object.keys(GROUND), ...ROOTS];
    expect([...new Set(withoutTests(CORE).map(folderOf))].filter((folder) => !known.includes(folder))).toEqual([]);
  });

  it.each([
    ["scheduler/dag/x.ts", 'import { Column } from "../../dsl/column.js";', "scheduler → dsl"],
    ["rdd/x.ts", 'import { TaskTable } from "../events/task-table.js";', "rdd → events"],
    ["events/x.ts", 'export * from "../scheduler/dag/stage.js";', "events → scheduler"],
    ["errors/x.ts", 'import { formatBytes } from "../base/format.js";', "errors → base"],
    ["dsl/x.ts", 'const sim = await import("../sim/simulation.js");', "dsl → sim"],
    ["lesson/x.ts", 'let plan: import("../plans/logical/index.js").LogicalPlan;', "lesson → plans (types)"],
    ["local.ts", 'import { readFileSync } from "node:fs";', "imports the package node:fs"],
  ])("are noticed when forbidden: %s", (file, source, message) => {
    expect(forbiddenImports(file, importsOf(parse(file, source)))).toEqual([`${file}: ${message}`]);
  });

  it.each([
    ["rdd/x.ts", 'import type { TaskTable } from "../events/task-table.js";'],
    ["engine/x.ts", 'import { literal } from "../plans/expressions/literal.js"; import { a } from "./b.js";'],
    ["local.ts", 'import { Simulation } from "./sim/simulation.js";'],
  ])("are let through when allowed: %s", (file, source) => {
    expect(forbiddenImports(file, importsOf(parse(file, source)))).toEqual([]);
  });
});

describe("packages", () => {
  const manifest = (folder: string) => JSON.parse(readFileSync(`${root}/kernel/${folder}/package.json`, "utf8"));

  it("core has no dependency", () => {
    const { dependencies = {}, peerDependencies = {}, optionalDependencies = {} } = manifest("core");
    expect({ ...dependencies, ...peerDependencies, ...optionalDependencies }).toEqual({});
  });

  it("view imports its own files, its declared dependencies, and of the core only what events are made of", () => {
    const declared = Object.keys(manifest("view").dependencies);
    const origins = exportedFrom(`${CORE}/index.ts`);
    const imports = withoutTests(VIEW).flatMap((file) =>
      importsOf(parse(`${VIEW}/${file}`)).map((fact) => ({ file, ...fact })),
    );
    const foreign = imports.filter((fact) => !fact.specifier.startsWith("."));
    expect(foreign.filter((fact) => !declared.includes(fact.specifier))).toEqual([]);
    const used = foreign.filter((fact) => fact.specifier === "@stageplay/core");
    expect(used.length).toBeGreaterThan(0);
    const tooFar = used.flatMap(({ file, names }) =>
      names.flatMap((name) => {
        const folder = origins.get(name) ?? "nowhere";
        return VIEW_MAY_USE_OF_CORE.includes(folder) ? [] : [`${file}: ${name} of ${folder}`];
      }),
    );
    expect(tooFar).toEqual([]);
  });
});

/** Each name that an index exports, with the core folder it comes from; `export *` is followed. */
function exportedFrom(index: string): Map<string, string> {
  const origins = new Map<string, string>();
  for (const { specifier, names } of importsOf(parse(index))) {
    const target = path.join(path.dirname(index), specifier.replace(/\.js$/, ".ts"));
    const folder = folderOf(path.relative(CORE, target).split(path.sep).join("/"));
    for (const name of names) origins.set(name, folder);
    if (names.length > 0 || !existsSync(target)) continue;
    for (const match of readFileSync(target, "utf8").matchAll(DECLARED)) origins.set(match[1]!, folder);
    for (const [name, from] of exportedFrom(target)) if (!origins.has(name)) origins.set(name, from);
  }
  return origins;
}
const DECLARED = /^export (?:abstract )?(?:async )?(?:class|interface|type|const|function\*?|let) (\w+)/gm;

describe("purity", () => {
  it("the core and the view know no clock, no chance and no Node", () => {
    const used = [CORE, VIEW].flatMap((folder) =>
      withoutTests(folder).flatMap((file) =>
        globalsUsed(parse(`${folder}/${file}`), IMPURE).map((name) => `${file}: ${name}`),
      ),
    );
    expect(used).toEqual([]);
  });

  it.each([
    ["const now = new Date();", ["Date"]],
    ["const x = Math.random() + process.cwd().length;", ["Math.random", "process"]],
    ['import { x } from "./date.js"; const text = "new Date()"; row.Date = { process: 1 }; // Date', []],
    ["interface Types { Date: string; process(): void }", []],
  ])("is noticed when broken: %s", (source, names) => {
    expect(globalsUsed(parse("made-up.ts", source), IMPURE)).toEqual(names);
  });
});

describe("files", () => {
  const folders = ["kernel/core/src", "kernel/view/src", "kernel/host/src", "lab-extension/src"];
  const sizes = folders
    .flatMap((folder) => withoutTests(`${root}/${folder}`).map((file) => `${folder}/${file}`))
    .map((file) => ({ file, text: readFileSync(`${root}/${file}`, "utf8") }))
    .map(({ file, text }) => ({ file, text, lines: text.trimEnd().split("\n").length }))
    .sort((a, b) => a.lines - b.lines);
  const quantile = (q: number) => sizes[Math.min(sizes.length - 1, Math.floor(q * sizes.length))]!.lines;

  it(`are small: ${sizes.length} files, median ${quantile(0.5)}, p90 ${quantile(0.9)}, largest ${quantile(1)} lines`, () => {
    expect(quantile(0.9)).toBeLessThanOrEqual(300);
  });

  it("say why in their header when they are longer than 500 lines", () => {
    expect(
      sizes.filter(({ text, lines }) => lines > 500 && !/^(\/\*|\/\/)/.test(text)).map(({ file }) => file),
    ).toEqual([]);
  });

  it("are named in kebab-case", () => {
    const all = [...folders, "test", "tools"].flatMap((folder) =>
      existsSync(`${root}/${folder}`) ? sourceFiles(`${root}/${folder}`) : [],
    );
    const name = /^[a-z0-9]+(-[a-z0-9]+)*(\.test|\.test-support|\.d|\.config)?\.(ts|mjs)$/;
    expect(all.filter((file) => !name.test(path.posix.basename(file)))).toEqual([]);
  });
});
