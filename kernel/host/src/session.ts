import * as core from "@stageplay/core";
import { type Classroom, createSession, type HostPort, type Session } from "@stageplay/core";
import type { CellOutput } from "./cell/cell-output.js";
import type { Interrupts } from "./cell/interrupts.js";
import { printByOwnTexts } from "./cell/own-texts.js";
import { createNodeFiles } from "./files/index.js";
import type { CellJobs } from "./kernel.js";
import { kernelClassroom } from "./lesson/kernel-classroom.js";
import { RunDisplay } from "./run-display.js";
import { type CellScope, cellScope } from "./scope.js";
import { createSqlParser } from "./sql/index.js";
import type { UserFrame } from "./tslab/cell-sources.js";

/** Variable of the environment; `off`: no pictures under cells, for commands that look at the runs' data alone. */
const PICTURES = "STAGEPLAY_PICTURES";

/** The kernel's one Spark session. */
export interface KernelSession {
  readonly scope: CellScope;
  readonly jobs: CellJobs;
  /** Loads what the first SQL string would wait for; call it in a quiet moment. */
  preload(): void;
}

/** Starts the session on this machine's files; relative paths start at the notebook's folder. */
export function startSession(
  interrupts: Interrupts,
  userFrame: (stack: string) => UserFrame | undefined,
): KernelSession {
  printByOwnTexts(Object.values(core));
  const sql = createSqlParser();
  const host: HostPort = {
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    interrupted: () => interrupts.takeForSimulation(),
    userFrame,
    print: (text) => {
      process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
    },
  };
  const session = createSession({ files: createNodeFiles(() => process.cwd()), sql, host });
  const classroom = kernelClassroom(session);
  return { scope: cellScope(session, classroom), jobs: cellJobs(session, classroom), preload: () => sql.preload() };
}

function cellJobs(session: Session, classroom: Classroom): CellJobs {
  const newDisplay = (output: CellOutput) => (process.env[PICTURES] === "off" ? undefined : new RunDisplay(output));
  let display: RunDisplay | undefined;
  return {
    begin(executionCount: number, output: CellOutput, key: string) {
      display = newDisplay(output);
      classroom.cellBegan(executionCount, key);
      session.beginCell(executionCount);
      session.onProgress = () => display?.progress(() => session.currentRun());
      // A new application has ids of its own, so its run gets a display of its own.
      session.onApplicationEnd = (run) => {
        display?.complete(run);
        display = newDisplay(output);
        classroom.applicationEnded(run);
      };
    },
    settle: () => session.settle(),
    cancel: (reason) => session.cancelAllJobs(reason),
    async end() {
      session.onProgress = undefined;
      session.onApplicationEnd = undefined;
      const run = session.endCell();
      if (run === undefined) display?.stop();
      else display?.complete(run);
      classroom.cellEnded(run);
    },
  };
}
