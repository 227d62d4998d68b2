import { join } from "node:path";
import { createSession, type Ports, type RunDocument, type Session } from "@stageplay/core";
import { createNodeFiles } from "../../kernel/host/src/files/index.js";
import { kernelPorts } from "../golden/ports.js";

/** One cell of a notebook. */
export interface Program {
  readonly conf?: Readonly<Record<string, string>>;
  readonly fails?: boolean;
  run(session: Session): Promise<unknown>;
}

/** Runs each program in an application of its own, the notebooks' data at hand. @throws Error when one fails, or does not fail, unexpectedly */
export async function runsOf(programs: readonly Program[]): Promise<readonly RunDocument[]> {
  const usual = kernelPorts();
  const ports: Ports = {
    ...usual,
    files: createNodeFiles(() => join(process.cwd(), "notebooks")),
    host: { ...usual.host, userFrame: () => ({ file: "cell [3]", line: 4, column: 1 }) },
  };
  const runs: RunDocument[] = [];
  for (const { conf = {}, fails = false, run } of programs) {
    const session = createSession(ports, { conf });
    session.beginCell(3);
    const failed = await run(session).then(
      () => false,
      () => true,
    );
    await session.settle();
    if (failed !== fails) throw new Error(`Program ${runs.length + 1} ${failed ? "failed" : "did not fail"}.`);
    runs.push({ ...session.endCell()!, runId: runs.length + 1 });
  }
  return runs;
}

/** 0 to `count - 1`. */
export function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => i);
}
