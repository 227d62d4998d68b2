import { work } from "../dsl/task-context.js";
import type { RunDocument } from "../events/run.js";
import { createSession, type Session } from "../session.js";
import { testPorts } from "./test-ports.js";

/** A session whose first cell runs, on three executors unless told otherwise; what the cell prints goes to `printed`. */
export function cellSession(
  conf: Readonly<Record<string, string>> = {},
  { files = {}, printed = [] }: { readonly files?: Readonly<Record<string, string>>; readonly printed?: string[] } = {},
): Session {
  const ports = testPorts(files);
  const host = { ...ports.host, print: (text: string) => void printed.push(text) };
  const session = createSession({ ...ports, host }, { conf: { "spark.executor.instances": "3", ...conf } });
  session.beginCell(1);
  return session;
}

/** Ends the cell, once all that it started has ended. */
export async function endCell(session: Session): Promise<RunDocument> {
  await session.settle();
  return session.endCell()!;
}

/** So many tasks of a second. */
export function secondTasks({ sc }: Session, tasks: number): Promise<number> {
  return sc
    .parallelize([...Array(tasks).keys()], tasks)
    .map((n) => {
      work("1s");
      return n;
    })
    .count();
}

/** Twelve tasks of a second, a shuffle, and six more. */
export function twoStages({ sc }: Session): Promise<number> {
  return sc
    .parallelize([...Array(12).keys()], 12)
    .map((n): [number, number] => {
      work("1s");
      return [n % 6, n];
    })
    .reduceByKey((a, b) => a + b, 6)
    .map(([key]) => {
      work("1s");
      return key;
    })
    .count();
}
