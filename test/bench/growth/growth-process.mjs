// Runs one step with each of its sizes, smallest first, and sends the CPU times: the least of three runs, since noise only ever adds.
import { createSession } from "@stageplay/core";
import { cpuTime } from "../cpu-time.mjs";
import { answerParent } from "../in-child.mjs";
import { PORTS } from "../ports.mjs";
import { PLAN_STEPS } from "./plan-steps.mjs";
import { ROW_STEPS } from "./row-steps.mjs";

await answerParent(async ({ name, sizes }) => {
  const { run } = [...ROW_STEPS, ...PLAN_STEPS].find((step) => step.name === name);
  const session = createSession(PORTS, { appName: "bench" });
  const cell = async (n) => {
    session.beginCell(1);
    await run(session.spark, n);
    await session.settle();
    session.endCell();
  };
  await cell(sizes[0]); // warms up
  const times = [];
  for (const n of sizes) {
    const runs = [];
    for (let i = 0; i < 3; i++) runs.push((await cpuTime(() => cell(n))).cpuMs);
    times.push(Math.min(...runs));
  }
  return times;
});
