import type { Session } from "@stageplay/core";
import fc from "fast-check";

export type Conf = Readonly<Record<string, string>>;

const flag = fc.constantFrom("true", "false");
const count = (min: number, max: number): fc.Arbitrary<string> => fc.integer({ min, max }).map(String);

const behind = (master: string, more: Record<string, fc.Arbitrary<string>> = {}): fc.Arbitrary<Conf> =>
  fc.record({
    "spark.master": fc.constant(master),
    "spark.executor.instances": count(2, 4),
    "spark.executor.cores": count(1, 3),
    "spark.executor.memory": fc.constantFrom("512m", "1g"),
    ...more,
  });

/** The notebook's own cluster, a local master, and the three cluster managers. */
const shapes: fc.Arbitrary<Conf> = fc.oneof(
  { weight: 4, arbitrary: behind("spark://stageplay:7077") },
  { weight: 1, arbitrary: fc.record({ "spark.master": fc.constantFrom("local[1]", "local[2]", "local[4, 3]") }) },
  { weight: 1, arbitrary: behind("yarn") },
  {
    weight: 1,
    arbitrary: behind("spark://host:7077", { "spark.cores.max": count(3, 9) }),
  },
  { weight: 1, arbitrary: behind("k8s://https://host:443") },
);

const rules: fc.Arbitrary<Conf> = fc
  .record({
    "spark.scheduler.mode": fc.constantFrom("FIFO", "FAIR"),
    "spark.speculation": flag,
    "spark.speculation.multiplier": fc.constantFrom("1.1", "3"),
    "spark.speculation.quantile": fc.constantFrom("0.3", "0.9"),
    "spark.shuffle.service.enabled": flag,
    "spark.locality.wait": fc.constantFrom("0s", "100ms", "3s"),
    "spark.stageplay.cost.jitterMs": fc.constantFrom("0", "0", "3"),
  })
  .chain((rule) =>
    fc
      // A task must be able to leave a bad node: with exclusion it needs at least three attempts.
      .constantFrom(["true", "3"], ["true", "4"], ["false", "1"], ["false", "2"], ["false", "4"])
      .map(([excludes, failures]) => ({
        ...rule,
        "spark.excludeOnFailure.enabled": excludes!,
        "spark.task.maxFailures": failures!,
      })),
  );

/** Executors that come and go with the load, and what becomes of the files of those that go. */
const churn: fc.Arbitrary<Conf> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Conf>({}) },
  {
    weight: 1,
    arbitrary: fc.record({
      "spark.dynamicAllocation.enabled": fc.constant("true"),
      "spark.dynamicAllocation.minExecutors": count(0, 1),
      "spark.dynamicAllocation.executorIdleTimeout": fc.constantFrom("1s", "60s"),
      "spark.dynamicAllocation.shuffleTracking.timeout": fc.constantFrom("1s", "1h"),
      "spark.decommission.enabled": flag,
      "spark.storage.decommission.enabled": flag,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      "spark.storage.decommission.enabled": flag,
      "spark.storage.decommission.replicationReattemptInterval": fc.constantFrom("200ms", "30s"),
      "spark.shuffle.manager": fc.constantFrom("sort", "org.apache.spark.shuffle.celeborn.SparkShuffleManager"),
    }),
  },
);

const cpus: fc.Arbitrary<Conf> = fc.constantFrom<Conf[]>({}, {}, {}, { "spark.task.cpus": "2" });

/** Settings of a cluster on which a task finds room. */
export const clusters: fc.Arbitrary<Conf> = fc.tuple(shapes, rules, cpus, churn).map(([shape, rule, cpu, coming]) => ({
  ...shape,
  ...rule,
  ...coming,
  ...(Number(shape["spark.executor.cores"] ?? 1) > 1 && shape["spark.cores.max"] === undefined ? cpu : {}),
}));

export type FaultPlan =
  | {
      readonly kind: "kill" | "preempt" | "decommission" | "freezeHeartbeats";
      readonly executor: number;
      readonly afterMs: number;
    }
  | { readonly kind: "slow" | "disconnect" | "disk" | "killHost"; readonly host: number; readonly afterMs: number }
  /** Nothing gets through between a host and another, or the driver, for a while. */
  | {
      readonly kind: "cut";
      readonly host: number;
      readonly fromDriver: boolean;
      readonly afterMs: number;
      readonly forMs: number;
    }
  | { readonly kind: "preemptNewest" | "killDriver"; readonly count: number; readonly afterMs: number }
  | { readonly kind: "fail"; readonly partition: number; readonly times: number };

const afterMs = fc.integer({ min: 0, max: 900 });

export const faultPlans: fc.Arbitrary<FaultPlan> = fc.oneof(
  fc.record({
    kind: fc.constantFrom("kill" as const, "preempt" as const, "decommission" as const, "freezeHeartbeats" as const),
    executor: fc.integer({ min: 0, max: 2 }),
    afterMs,
  }),
  fc.record({
    kind: fc.constantFrom("slow" as const, "disconnect" as const, "disk" as const, "killHost" as const),
    host: fc.integer({ min: 0, max: 1 }),
    afterMs,
  }),
  fc.record({
    kind: fc.constant("fail" as const),
    partition: fc.integer({ min: 0, max: 3 }),
    times: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({
    kind: fc.constant("cut" as const),
    host: fc.integer({ min: 0, max: 1 }),
    fromDriver: fc.boolean(),
    afterMs,
    forMs: fc.constantFrom(50, 1000, 200_000),
  }),
  fc.record({
    kind: fc.constantFrom("preemptNewest" as const, "preemptNewest" as const, "killDriver" as const),
    count: fc.integer({ min: 1, max: 2 }),
    afterMs,
  }),
);

/** Arms the fault; one that names what this cluster does not have is left out. */
export function inject(session: Session, fault: FaultPlan): void {
  const { cluster } = session;
  if (fault.kind === "fail") {
    session.task({ partition: fault.partition }).fail(fault.times);
    return;
  }
  if ("count" in fault) {
    if (isLocal(session)) return;
    if (fault.kind === "killDriver") cluster.driver.kill().after(fault.afterMs);
    else cluster.preempt(fault.count).after(fault.afterMs);
    return;
  }
  if ("host" in fault) {
    const hosts = [...new Set(cluster.executors.map(({ host }) => host))];
    const host = hosts[fault.host];
    if (host === undefined) return;
    if (fault.kind === "cut") {
      const other = fault.fromDriver ? "driver" : hosts[1 - fault.host];
      if (other === undefined || isLocal(session)) return;
      cluster.network.partition([host], [other]).after(fault.afterMs).for(fault.forMs);
      return;
    }
    const faults = cluster.host(host);
    if (fault.kind === "disk") faults.disk("200KB/s").after(fault.afterMs);
    else if (fault.kind === "slow") faults.slow(7).after(fault.afterMs);
    else if (isLocal(session)) return;
    else if (fault.kind === "killHost") faults.kill().after(fault.afterMs);
    else faults.disconnect().after(fault.afterMs);
    return;
  }
  if (isLocal(session) || !cluster.executors.some(({ id }) => id === fault.executor)) return;
  cluster.executor(fault.executor)[fault.kind]().after(fault.afterMs);
}

/** The executor of a local master is the driver itself. */
function isLocal({ sc }: Session): boolean {
  return sc.conf.get("spark.master").startsWith("local");
}

export function faultText(fault: FaultPlan): string {
  if (fault.kind === "fail") return `task({ partition: ${fault.partition} }).fail(${fault.times})`;
  if (fault.kind === "cut") {
    const other = fault.fromDriver ? "the driver" : "another";
    return `network.partition(host ${fault.host}, ${other}).after(${fault.afterMs}).for(${fault.forMs})`;
  }
  if ("count" in fault) return `${fault.kind} ${fault.count} after ${fault.afterMs} ms`;
  if ("host" in fault) return `host ${fault.host}: ${fault.kind} after ${fault.afterMs} ms`;
  return `cluster.executor(${fault.executor}).${fault.kind}().after(${fault.afterMs})`;
}
