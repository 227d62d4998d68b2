import { spawn } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** Stands in for npm. `FAKE_NPM`: "offline" fails as npm does without a network, "hang" waits to be interrupted. */
const NPM = `
const fs = require("node:fs");
const write = (file, text) => { fs.mkdirSync(require("node:path").dirname(file), { recursive: true }); fs.writeFileSync(file, text); };
write("node_modules/half-made.txt", "");
if (process.env.FAKE_NPM === "offline") {
  console.error("npm error code ENOTFOUND\\nnpm error network request to https://registry.npmjs.org failed");
  process.exit(1);
}
if (process.env.FAKE_NPM === "hang") {
  // A killed parent cannot end it: it ends with the folder.
  setInterval(() => fs.existsSync("package.json") || process.exit(), 100);
} else {
  write("node_modules/.package-lock.json", "{}");
  const outputs = ["kernel/core/dist/index.js", "kernel/view/dist/index.js", "kernel/host/dist/main.js"];
  const writer = 'const fs = require("node:fs"); const path = require("node:path");' +
    'const write = (f) => { fs.mkdirSync(path.dirname(f), { recursive: true }); fs.writeFileSync(f, "{}"); };';
  write("node_modules/typescript/bin/tsc", writer + JSON.stringify(outputs) + ".forEach(write);");
  write("node_modules/@jupyter/builder/lib/build-labextension.js", writer + 'write("lab-extension/labextension-out/package.json");');
}
`;

/** Stands in for Python. `FAKE_PYTHON` is its version, `FAKE_VENV` whether it has the venv module, `FAKE_PIP` makes pip fail. */
const PYTHON = `#!/bin/sh
case "$1 $2" in
  "-c "*) echo "\${FAKE_PYTHON:-3.12.1}|\${FAKE_VENV:-True}|$0" ;;
  "-m venv") /bin/mkdir -p "$3/bin" && /bin/cp "$0" "$3/bin/python" && echo > "$3/pyvenv.cfg" ;;
  "-m pip") if [ -n "$FAKE_PIP" ]; then echo "$FAKE_PIP" >&2; exit 1; fi ;;
esac
`;

const FILES: Readonly<Record<string, string>> = {
  "package.json": '{ "type": "module" }',
  "package-lock.json": "{}",
  "requirements.txt": "jupyterlab",
  "constraints.txt": "jupyterlab==4.6.6",
  "tsconfig.json": "{}",
  "tsconfig.base.json": "{}",
  "kernel/core/src/index.ts": "export {};",
  // The real one needs esbuild.
  "tools/sql-grammar.mjs": `import fs from "node:fs";
    fs.mkdirSync("kernel/host/dist/sql", { recursive: true });
    fs.writeFileSync("kernel/host/dist/sql/spark-grammar.cjs", "");`,
};

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A clone in which nothing was set up yet: the real `tools/`, with stand-ins for npm and Python that need no network. */
export class FreshFolder {
  readonly root: string = mkdtempSync(join(tmpdir(), "stageplay-fresh-"));
  readonly bin: string = join(this.root, "fake-bin");
  private readonly npm: string = join(this.bin, "npm-cli.js");

  constructor() {
    cpSync(join(ROOT, "tools"), join(this.root, "tools"), { recursive: true });
    for (const [file, text] of Object.entries(FILES)) this.write(file, text);
    this.write("fake-bin/package.json", "{}");
    this.write("fake-bin/npm-cli.js", NPM);
    this.write("fake-bin/python3", PYTHON);
    chmodSync(join(this.bin, "python3"), 0o755);
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.root, file)), { recursive: true });
    writeFileSync(join(this.root, file), text);
  }

  has(file: string): boolean {
    return existsSync(join(this.root, file));
  }

  read(file: string): string {
    return readFileSync(join(this.root, file), "utf8");
  }

  /** Starts `node tools/<script>` in a machine that has Node and the stand-ins only. */
  start(args: readonly string[], env: NodeJS.ProcessEnv = {}): Running {
    const [script = "", ...rest] = args;
    const child = spawn(process.execPath, [join(this.root, "tools", script), ...rest], {
      cwd: this.root,
      env: { PATH: this.bin, HOME: this.root, npm_execpath: this.npm, ...env },
    });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    const outcome = new Promise<Outcome>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, stdout, stderr }));
    });
    const printed = async (text: string): Promise<void> => {
      while (!(stdout + stderr).includes(text)) {
        await Promise.race([
          ...[child.stdout, child.stderr].map((stream) => new Promise((more) => stream.once("data", more))),
          outcome.then((end) => {
            throw new Error(`ended before it printed "${text}": ${JSON.stringify(end)}`);
          }),
        ]);
      }
    };
    return { outcome, printed, kill: (signal) => void child.kill(signal) };
  }

  run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    return this.start(args, env).outcome;
  }

  /** Does the whole set-up, then a command that prints "ready". */
  setUp(env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    return this.run(SET_UP, env);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Arguments of {@link FreshFolder.start} for a set-up that ends by printing "ready". */
export const SET_UP: readonly string[] = ["with-setup.mjs", "lab", "--", "node", "-e", "console.log('ready')"];

export interface Running {
  readonly outcome: Promise<Outcome>;
  /** Resolves once this text stands in its output. */
  printed(text: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
}
