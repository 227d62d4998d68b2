import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { jupyterEnvironment } from "../../tools/jupyter/environment.mjs";
import { locateNotebook } from "../../tools/jupyter/run-notebook.mjs";
import { pathsOf } from "../../tools/setup/paths.mjs";

const SCRIPT = fileURLToPath(new URL("../../tools/jupyter/run_notebook.py", import.meta.url));

/** With the real kernel in the real .venv. */
describe("npm start -- run", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "stageplay-run-"));
    mkdirSync(join(folder, "out"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const run = (...cells: string[]): Promise<{ code: number; stdout: string; stderr: string }> => {
    const notebook = {
      nbformat: 4,
      nbformat_minor: 5,
      metadata: {},
      cells: cells.map((source, i) => ({
        id: `c${i}`,
        cell_type: "code",
        source,
        metadata: {},
        outputs: [],
        execution_count: null,
      })),
    };
    writeFileSync(join(folder, "lesson.ipynb"), JSON.stringify(notebook));
    const args = [SCRIPT, join(folder, "lesson.ipynb"), join(folder, "out/lesson")];
    return new Promise((resolve) => {
      execFile(pathsOf().python, args, { env: jupyterEnvironment() }, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
      );
    });
  };
  const executed = (): { cells: { outputs: { text?: string[] | string; output_type: string }[] }[] } =>
    JSON.parse(readFileSync(join(folder, "out/lesson.ipynb"), "utf8"));

  it("executes all cells in the notebook's folder and writes .ipynb and .html", async () => {
    writeFileSync(join(folder, "words.txt"), "to be or not to be\n");
    const words = 'console.log(await sc.textFile("words.txt").flatMap((line) => line.split(" ")).count())';
    const { code, stdout, stderr } = await run("console.log(6 * 7)", words);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stdout).toMatch(/cell 1 of 2 .*\n.*cell 2 of 2 /);
    expect(
      executed().cells.map((cell) =>
        [cell.outputs.find((output) => output.output_type === "stream")?.text].flat().join(""),
      ),
    ).toEqual(["42\n", "6\n"]);
    expect(readdirSync(join(folder, "out")).sort()).toEqual(["lesson.html", "lesson.ipynb"]);
    expect(readFileSync(join(folder, "out/lesson.html"), "utf8")).toContain("</html>");
  });

  it("stops at a cell that fails, and says which and why", async () => {
    const { code, stderr } = await run(
      "const fine = 1",
      '// the second\nthrow new RangeError("too far")',
      'console.log("never")',
    );
    expect(code).toBe(1);
    expect(stderr).toContain("lesson.ipynb: cell 2 of 3 failed: RangeError: ");
    expect(stderr).toContain("too far");
    expect(stderr).toContain("in the cell that begins with: // the second");
    expect(executed().cells[2]!.outputs).toEqual([]);
    expect(readdirSync(join(folder, "out")).sort()).toEqual(["lesson.html", "lesson.ipynb"]);
  });

  it("looks for the notebook where the user called npm, then in the repository", () => {
    writeFileSync(join(folder, "mine.ipynb"), "{}");
    const { root } = pathsOf();
    expect(locateNotebook("mine.ipynb", root, { INIT_CWD: folder })).toBe(join(folder, "mine.ipynb"));
    expect(locateNotebook("notebooks/00-first-run.ipynb", root, { INIT_CWD: folder })).toBe(
      join(root, "notebooks/00-first-run.ipynb"),
    );
    expect(() => locateNotebook("none.ipynb", root, { INIT_CWD: folder })).toThrow("There is no notebook none.ipynb.");
    expect(() => locateNotebook("package.json", root, { INIT_CWD: folder })).toThrow("no .ipynb file");
  });
});
