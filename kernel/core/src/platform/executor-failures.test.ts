import { expect, test } from "vitest";
import { RuntimeConfig } from "../conf/runtime-config.js";
import type { ExecutorLoss } from "./executor-plan.js";
import { type ClusterManager, createClusterManager } from "./index.js";

const YARN = { "spark.master": "yarn" };
const K8S = { "spark.master": "k8s://https://a:443" };
const STANDALONE = { "spark.master": "spark://a:7077", "spark.stageplay.cluster.hosts": "12" };
const manager = (conf: Record<string, string>): ClusterManager => createClusterManager(new RuntimeConfig(conf));

/** What a manager says after each of the losses, one a second. */
function after(of: ClusterManager, losses: readonly ExecutorLoss[], areOthersRunning = true): (string | undefined)[] {
  return losses.map((loss, second) => of.failures.lost(loss, second * 1000, areOthersRunning)?.why);
}

const crashes = (of: ClusterManager, count: number): ExecutorLoss[] =>
  Array.from({ length: count }, () => of.exited(of.initial[0]!, 52));

test("YARN gives up at the limit, Kubernetes above it (D5)", () => {
  const yarn = manager(YARN);
  expect(after(yarn, crashes(yarn, 3))).toEqual([undefined, undefined, "Max number of executor failures (3) reached"]);
  const kubernetes = manager({ ...K8S, "spark.executor.maxNumFailures": "1" });
  expect(after(kubernetes, crashes(kubernetes, 2))).toEqual([undefined, "Max number of executor failures (1) reached"]);
});

test("YARN's old key sets the limit as well", () => {
  expect(manager({ ...YARN, "spark.yarn.max.executor.failures": "7" }).failures.most).toBe(7);
});

test("only failures within the validity interval count", () => {
  const yarn = manager({ ...YARN, "spark.executor.failuresValidityInterval": "1500ms" });
  expect(after(yarn, crashes(yarn, 10)).some((why) => why !== undefined)).toBe(false);
  const wider = manager({ ...YARN, "spark.yarn.executor.failuresValidityInterval": "2s" });
  expect(after(wider, crashes(wider, 3))[2]).toBeDefined();
});

test("preemption, lost nodes, clean exits and YARN's kills for memory are no failures of the application", () => {
  const yarn = manager({ ...YARN, "spark.executor.maxNumFailures": "1" });
  const executor = yarn.initial[0]!;
  const losses = [
    yarn.preempted(executor),
    yarn.hostLost(executor.host),
    yarn.exited(executor, 0),
    yarn.overuse(executor, 2 ** 40)!,
    { reason: "Executor heartbeat timed out after 125000 ms", exitCausedByApp: true },
  ];
  expect(after(yarn, losses)).toEqual(losses.map(() => undefined));
  const kubernetes = manager({ ...K8S, "spark.executor.maxNumFailures": "0" });
  expect(after(kubernetes, [kubernetes.overuse(kubernetes.initial[0]!, 2 ** 40)!])[0]).toBeDefined();
});

test("a standalone master gives up after ten failures without a start, when no executor is left", () => {
  const standalone = manager(STANDALONE);
  expect(after(standalone, crashes(standalone, 11)).some((why) => why !== undefined)).toBe(false);
  expect(after(standalone, crashes(standalone, 1), false)).toEqual(["Master removed our application: FAILED"]);
  standalone.failures.started();
  expect(after(standalone, crashes(standalone, 9), false).at(-1)).toBeUndefined();
  const never = manager({ ...STANDALONE, "spark.deploy.maxExecutorRetries": "-1" });
  expect(after(never, crashes(never, 20), false).at(-1)).toBeUndefined();
});

test("the notebook's cluster and a local master have no limit", () => {
  expect([manager({}).failures.most, manager({ "spark.master": "local[2]" }).failures.most]).toEqual([
    undefined,
    undefined,
  ]);
});
