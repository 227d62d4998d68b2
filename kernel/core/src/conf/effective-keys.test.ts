import { describe, expect, it } from "vitest";
import { createApplication } from "../local.js";
import { createSession } from "../session.js";
import { testPorts } from "../testing/test-ports.js";
import { CONFIG_BY_KEY } from "./config-entries.js";
import { knownKeys, RENAMED_KEYS } from "./known-keys.js";
import { RuntimeConfig } from "./runtime-config.js";
import { hasEffect } from "./without-effect.js";

const FAMILIES = /^spark\.(scheduler|speculation|excludeOnFailure|locality|task|stage)\b/;
const KEYS = [...new Set([...knownKeys().keys(), ...CONFIG_BY_KEY.keys()])].filter((key) => FAMILIES.test(key)).sort();

/** Notes which keys are read. */
class RecordingConfig extends RuntimeConfig {
  readonly read: Set<string> = new Set();

  override get(key: string, fallback?: string): string {
    this.read?.add(key);
    return super.get(key, fallback);
  }

  override getOption(key: string): string | undefined {
    this.read?.add(key);
    return super.getOption(key);
  }

  override isSet(key: string): boolean {
    this.read?.add(key);
    return super.isSet(key);
  }
}

/** What an application reads in which all of these features are on. */
const READ = new Set(
  [{}, { "spark.master": "spark://host:7077" }, { "spark.master": "yarn" }].flatMap((master) => {
    const conf = new RecordingConfig({
      ...master,
      "spark.scheduler.mode": "FAIR",
      "spark.speculation": "true",
      "spark.excludeOnFailure.enabled": "true",
    });
    const { manager } = createApplication(testPorts(), conf, { actionStarted: () => {}, actionEnded: () => {} });
    expect(manager.readyMs).toBeGreaterThanOrEqual(0);
    return [...conf.read];
  }),
);
/** Read when it comes to it. */
const READ_LATER = new Set(["spark.excludeOnFailure.killExcludedExecutors.decommission"]);

describe("keys of the schedulers", () => {
  it.each(KEYS.filter(hasEffect))("%s is read", (key) => {
    expect(READ.has(key) || READ_LATER.has(key)).toBe(true);
  });

  it.each(KEYS.filter((key) => !hasEffect(key)))("%s says that it has no effect", (key) => {
    const printed: string[] = [];
    const ports = testPorts();
    const host = { ...ports.host, print: (text: string) => void printed.push(text) };
    const value = { boolean: "true", int: "3", double: "0.5", bytes: "1m", time: "3s", string: "x", timeZone: "UTC" };
    const { spark } = createSession({ ...ports, host }, { conf: { [key]: value[knownKeys().get(key)!.type] } });
    expect(printed.join("\n")).toContain(`No effect on the simulation: ${key}.`);
    expect(spark.conf.explain(key).toString()).toContain("it changes nothing here");
  });

  it("those that have no effect are about logs, the driver's bookkeeping, or what is not simulated", () => {
    expect(KEYS.filter((key) => !hasEffect(key) && !(key in RENAMED_KEYS))).toEqual([
      "spark.scheduler.dropTaskInfoAccumulablesOnTaskCompletion.enabled",
      "spark.scheduler.listenerbus.eventqueue.capacity",
      "spark.scheduler.listenerbus.exitTimeout",
      "spark.scheduler.listenerbus.logSlowEvent",
      "spark.scheduler.listenerbus.logSlowEvent.threshold",
      "spark.scheduler.listenerbus.metrics.maxListenerClassesTimed",
      "spark.scheduler.maxRetainedRemovedDecommissionExecutors",
      "spark.scheduler.maxRetainedUnknownDecommissionExecutors",
      "spark.scheduler.pipelinedGroup.slotCheck.enabled",
      "spark.scheduler.resource.profileMergeConflicts",
      "spark.scheduler.stage.legacyAbortAfterKillTasks",
      "spark.scheduler.streaming.idAwareLogging.enabled",
      "spark.scheduler.streaming.idAwareLogging.queryIdLength",
      "spark.task.reaper.enabled",
      "spark.task.reaper.killTimeout",
      "spark.task.reaper.pollingInterval",
      "spark.task.reaper.threadDump",
    ]);
  });
});

it("several keys without effect are one line, said once", () => {
  const printed: string[] = [];
  const ports = testPorts();
  const host = { ...ports.host, print: (text: string) => void printed.push(text) };
  const session = createSession({ ...ports, host });
  session.spark.submit("--conf spark.eventLog.enabled=true --conf spark.ui.port=4050 --conf spark.executor.cores=3");
  expect(printed.filter((line) => line.startsWith("No effect"))).toEqual([
    "No effect on the simulation: spark.eventLog.enabled, spark.ui.port.",
  ]);
});
