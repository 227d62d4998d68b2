import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FreshFolder, SET_UP } from "./support/fresh-folder.js";

const NO_NETWORK =
  "NewConnectionError: Failed to establish a new connection: [Errno -3] Temporary failure in name resolution";

/** Real processes on the real scripts; npm, Python and the compilers are stand-ins, so that nothing is downloaded. */
describe.skipIf(process.platform === "win32")("set-up in a fresh folder", () => {
  let folder: FreshFolder;
  beforeEach(() => {
    folder = new FreshFolder();
  });
  afterEach(() => folder.remove());

  /** The steps that ran, in order, by the progress lines. */
  const stepsOf = (stderr: string): string[] =>
    [...stderr.matchAll(/^ {2}(\w+) +.*… [\d.]+ s$/gm)].map((match) => match[1]!);
  const stamps = (): string[] =>
    folder.has(".setup") ? readdirSync(join(folder.root, ".setup")).filter((name) => !name.includes(".log")) : [];

  it("does each step once, then runs the command", async () => {
    const first = await folder.setUp();
    expect(first).toMatchObject({ code: 0, stdout: "ready\n" });
    expect(stepsOf(first.stderr)).toEqual(["packages", "build", "jupyter", "install"]);
    expect(stamps().sort()).toEqual(["build", "install", "jupyter", "packages"]);
    expect(await folder.setUp()).toEqual({ code: 0, stdout: "ready\n", stderr: "" });
  });

  it("makes a kernelspec for this Node and this folder, and puts the extension beside it", async () => {
    await folder.setUp();
    expect(JSON.parse(folder.read(".venv/share/jupyter/kernels/stageplay/kernel.json"))).toMatchObject({
      argv: [process.execPath, join(folder.root, "kernel/host/dist/main.js"), "{connection_file}"],
      display_name: "Stageplay",
      language: "typescript",
      interrupt_mode: "message",
    });
    expect(folder.has(".venv/share/jupyter/labextensions/@stageplay/lab-extension/package.json")).toBe(true);
    expect(folder.has(".venv/share/jupyter/kernels/python3")).toBe(false);
  });

  it("repeats only the steps whose inputs changed or whose results are gone", async () => {
    await folder.setUp();
    folder.write("kernel/core/src/index.ts", "export const changed = 1;");
    expect(stepsOf((await folder.setUp()).stderr)).toEqual(["build"]);
    folder.write("kernel/core/src/index.test.ts", "// tests are no part of the build");
    expect(stepsOf((await folder.setUp()).stderr)).toEqual([]);
    folder.write("constraints.txt", "jupyterlab==4.6.7");
    expect(stepsOf((await folder.setUp()).stderr)).toEqual(["jupyter", "install"]);
  });

  it.each([
    ["Python is missing", { PATH: "/nonexistent" }, "No Python was found", "install Python 3.10 or later"],
    ["Python is too old", { FAKE_PYTHON: "3.9.2" }, "Python 3.9.2", "install Python 3.10 or later"],
    ["Python is Python 2", { FAKE_PYTHON: "2.7.18", FAKE_VENV: "False" }, "is too old", "install Python 3.10 or later"],
    ["the venv module is missing", { FAKE_VENV: "False" }, "lacks the venv module", "sudo apt install python3.12-venv"],
  ])("says so before any step begins: %s", async (_name, env, problem, nextStep) => {
    const { code, stderr } = await folder.setUp(env);
    expect(code).toBe(1);
    expect(stderr).toContain(problem);
    expect(stderr).toContain(nextStep);
    expect(stderr).not.toContain("    at "); // no stack
    expect(["node_modules", ".venv"].filter((name) => folder.has(name))).toEqual([]);
    expect(stamps()).toEqual([]);
  });

  it("says so when npm has no network, keeps nothing half-made, and goes on when run again", async () => {
    const { code, stderr } = await folder.setUp({ FAKE_NPM: "offline" });
    expect(code).toBe(1);
    expect(stderr).toContain("npm cannot reach its registry: the first start needs a network");
    expect([folder.has("node_modules"), stamps()]).toEqual([false, []]);
    expect((await folder.setUp()).stdout).toBe("ready\n");
  });

  it("says so when pip has no network, keeps the steps that are done, and goes on with this one", async () => {
    const { code, stderr } = await folder.setUp({ FAKE_PIP: NO_NETWORK });
    expect(code).toBe(1);
    expect(stderr).toContain("pip cannot reach its registry");
    expect([folder.has(".venv"), stamps().sort()]).toEqual([false, ["build", "packages"]]);
    const again = await folder.setUp();
    expect([again.stdout, stepsOf(again.stderr)]).toEqual(["ready\n", ["jupyter", "install"]]);
  });

  it("shows the end of pip's output when it fails for another reason", async () => {
    const { stderr } = await folder.setUp({ FAKE_PIP: "ERROR: No space left on device" });
    expect(stderr).toContain("pip could not install the pinned packages");
    expect(stderr).toContain("No space left on device");
  });

  it.each<NodeJS.Signals>(["SIGINT", "SIGTERM"])(
    "keeps nothing half-made when interrupted by %s, and can be run again",
    async (signal) => {
      const running = folder.start(SET_UP, { FAKE_NPM: "hang" });
      await running.printed("installing from package-lock.json");
      running.kill(signal);
      const { code, stderr } = await running.outcome;
      expect(code).toBe(130);
      expect(stderr).toContain("Interrupted. Nothing half-made was kept");
      expect([folder.has("node_modules"), stamps()]).toEqual([false, []]);
      expect((await folder.setUp()).stdout).toBe("ready\n");
    },
  );

  it("takes over from one that was killed", async () => {
    const running = folder.start(SET_UP, { FAKE_NPM: "hang" });
    await running.printed("installing from package-lock.json");
    running.kill("SIGKILL");
    await running.outcome;
    expect(stamps()).toEqual(["lock"]);
    expect((await folder.setUp()).stdout).toBe("ready\n");
    expect(stamps()).not.toContain("lock");
  });

  it("lets a second one wait until the first has ended", async () => {
    const first = folder.start(SET_UP, { FAKE_NPM: "hang" });
    await first.printed("installing from package-lock.json");
    const second = folder.start(SET_UP);
    await second.printed("Another set-up (process");
    first.kill("SIGINT");
    expect((await first.outcome).code).toBe(130);
    expect(await second.outcome).toMatchObject({ code: 0, stdout: "ready\n" });
  });

  it("ends `npm test` with the counts also when set-up fails", async () => {
    const { code, stdout, stderr } = await folder.run(["test.mjs"], { FAKE_NPM: "offline" });
    expect(code).toBe(1);
    expect(stderr).toContain("npm cannot reach its registry");
    expect(stdout.trimEnd().split("\n").at(-1)).toBe("0 passed, 1 failed, 0 skipped");
  });

  it.each(["start.mjs", "test.mjs", "doctor.mjs", "build.mjs", "with-setup.mjs"])(
    "%s refuses an old Node at once",
    async (script) => {
      folder.write(
        "old.cjs",
        'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.20.4" } });',
      );
      const { code, stderr } = await folder.run([script], {
        NODE_OPTIONS: `--require ${join(folder.root, "old.cjs")}`,
      });
      expect(code).toBe(1);
      expect(stderr).toContain(
        "Stageplay needs Node 20.19 or later, 22.12 or later, or 24 and later; this is Node 18.20.4.",
      );
      expect(stderr).toContain("What to do: install a current Node");
      expect(folder.has(".setup")).toBe(false);
    },
  );

  it("lets the doctor speak before and after", async () => {
    const before = await folder.run(["doctor.mjs"]);
    expect(before.code).toBe(1);
    expect(before.stdout).toMatch(/^ok {7}Node/m);
    expect(before.stdout).toMatch(/^ok {7}Python {6}3\.12\.1/m);
    expect(before.stdout).toMatch(/^missing {2}Java .*\(optional\)$/m);
    for (const name of ["packages", "build", "JupyterLab", "kernelspec", "extension"]) {
      expect(before.stdout).toMatch(new RegExp(`^missing  ${name} .*\\n +→ \`npm start\` makes it$`, "m"));
    }
    expect(before.stdout).toMatch(/^missing {2}data .*notebooks\/data/m);
    await folder.setUp();
    const after = await folder.run(["doctor.mjs"]);
    for (const name of ["packages", "build", "JupyterLab", "kernelspec"])
      expect(after.stdout).toMatch(new RegExp(`^ok {7}${name}`, "m"));
    folder.write(".venv/share/jupyter/kernels/stageplay/kernel.json", "{}");
    folder.write("kernel/core/src/index.ts", "export const changed = 1;");
    const wrong = await folder.run(["doctor.mjs"]);
    for (const name of ["build", "kernelspec"]) expect(wrong.stdout).toMatch(new RegExp(`^wrong {4}${name}`, "m"));
  });
});
