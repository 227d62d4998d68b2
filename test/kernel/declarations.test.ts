import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

/**
 * Cells are checked by tslab's TypeScript 5.0.4 with its old module resolution. It reports no errors inside of declaration
 * files; what it does not understand there just becomes `any`. So they are checked here.
 */
const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const require = createRequire(join(root, "kernel/host/package.json"));
const requireAsTslab = createRequire(require.resolve("tslab/package.json"));
const ts = requireAsTslab("@tslab/typescript-for-tslab") as typeof import("@tslab/typescript-for-tslab");

it("the declarations that cells see compile with TypeScript 5.0.4", () => {
  const prelude = join(root, "kernel/host/dist/prelude.d.ts");
  const program = ts.createProgram([prelude], {
    moduleResolution: ts.ModuleResolutionKind.Node10,
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts"],
    types: ["node"],
    typeRoots: [join(root, "node_modules/@types")],
    noEmit: true,
  });
  const files = program.getSourceFiles().filter((file) => file.fileName.startsWith(join(root, "kernel")));
  expect(files.length).toBeGreaterThan(20);
  const problems = files
    .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
    .map(({ file, start, messageText }) => {
      const { line } = file!.getLineAndCharacterOfPosition(start ?? 0);
      return `${relative(root, file!.fileName)}:${line + 1} ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });
  expect(problems).toEqual([]);
}, 60_000);
