import type { RunDocument } from "../../events/run.js";
import { createSession, type Session } from "../../session.js";
import { testPorts } from "../../testing/test-ports.js";
import type { Settings } from "./misconceived-programs.js";

/** What a cell ran; each call of the program stands in a line of its own. A job may fail as a part of what the program shows. */
export async function lessonRun(
  program: (session: Session) => Promise<unknown>,
  conf: Settings = {},
): Promise<RunDocument> {
  let line = 0;
  const ports = testPorts();
  const userFrame = () => ({ file: "cell [1]", line: ++line, column: 1 });
  const session = createSession({ ...ports, host: { ...ports.host, userFrame } }, { conf });
  session.beginCell(1);
  await program(session).catch((error: unknown) => {
    if (!String(error).includes("SPARK_JOB_ABORTED")) throw error;
  });
  await session.settle();
  return session.endCell()!;
}
