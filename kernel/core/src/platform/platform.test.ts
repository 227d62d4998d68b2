import { expect, test } from "vitest";
import { RuntimeConfig } from "../conf/runtime-config.js";
import { executorContainer } from "./container-size.js";
import { driverPlan } from "./driver-plan.js";
import { createClusterManager } from "./index.js";
import { pageSize, unifiedMemory } from "./unified-memory.js";
import { availableShare, parseQueues } from "./yarn-queues.js";

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;
const STANDALONE = { "spark.master": "spark://a:7077" };
const YARN = { "spark.master": "yarn" };
const K8S = { "spark.master": "k8s://https://a:443" };
const manager = (conf: Record<string, string>) => createClusterManager(new RuntimeConfig(conf));

// Figures of Spark 4.3's own UnifiedMemoryManager with 4 cores.
test.each([
  [450 * MIB, 94371840, 1048560],
  [512 * MIB, 133378867, 1048560],
  [GIB, 455501414, 4194288],
  [2 * GIB, 1099746508, 16777200],
  [4 * GIB, 2388236697, 33554416],
  [8 * GIB, 4965217075, 67108848],
  [3_000_000_000, 1611256320, 16777200],
])("a heap of %d bytes has %d bytes of unified memory (E1) and pages of %d (E6)", (heap, max, page) => {
  const memory = unifiedMemory(heap, new RuntimeConfig());
  expect([memory.maxBytes, pageSize(memory, 4)]).toEqual([max, page]);
});

test("fraction and off-heap memory count (E1)", () => {
  const conf = new RuntimeConfig({
    "spark.memory.fraction": "0.8",
    "spark.memory.storageFraction": "0.3",
    "spark.memory.offHeap.enabled": "true",
    "spark.memory.offHeap.size": "1g",
  });
  expect(unifiedMemory(4 * GIB, conf)).toEqual({
    maxBytes: 3184315596,
    storageRegionBytes: 955294678,
    offHeapBytes: GIB,
  });
});

test.each([
  [{}, 384, 1024 + 384],
  [{ "spark.executor.memory": "8g" }, 819, 8192 + 819],
  [{ "spark.executor.memory": "8g", "spark.executor.memoryOverhead": "2g" }, 2048, 10240],
  [{ "spark.executor.memory": "8g", "spark.executor.memoryOverheadFactor": "0.4" }, 3276, 8192 + 3276],
  [{ "spark.executor.minMemoryOverhead": "100m", "spark.executor.memory": "2g" }, 204, 2048 + 204],
  [{ ...K8S, "spark.executor.memory": "8g", "spark.kubernetes.memoryOverheadFactor": "0.4" }, 3276, 8192 + 3276],
  [
    {
      "spark.executor.pyspark.memory": "1g",
      "spark.memory.offHeap.enabled": "true",
      "spark.memory.offHeap.size": "512m",
    },
    384,
    1024 + 384 + 1024 + 512,
  ],
])("container of %j: %d MiB overhead, %d MiB in all (D5)", (conf, overhead, total) => {
  const size = executorContainer(new RuntimeConfig(conf as unknown as Record<string, string>));
  expect([size.overheadBytes / MIB, size.totalBytes / MIB]).toEqual([overhead, total]);
});

test("a notebook's own cluster is there at time 0, one executor a host", () => {
  const notebook = manager({});
  expect(
    notebook.initial.map(({ host, cores, memoryBytes, registeredMs }) => [host, cores, memoryBytes, registeredMs]),
  ).toEqual([1, 2, 3, 4].map((n) => [`host-${n}`, 2, 455501414, 0]));
  expect([notebook.readyMs, String(notebook)]).toEqual([0, "4 executors × 2 cores"]);
  const [replacement] = notebook.request(1, 10_000);
  expect(replacement!.host).toBe("host-5");
  expect(replacement!.registeredMs).toBe(14_000);
});

test("a notebook's cluster has as many hosts as are set, and gives a free one again", () => {
  const notebook = manager({ "spark.stageplay.cluster.hosts": "5" });
  const more = notebook.request(3, 10_000);
  expect(more.map(({ host }) => host)).toEqual(["host-5"]);
  notebook.release(notebook.initial[1]!);
  expect(notebook.request(3, 20_000).map(({ host }) => host)).toEqual(["host-2"]);
});

test("a request can be taken back until its container is given", () => {
  const standalone = manager(STANDALONE).initial[0]!;
  expect(standalone.startsMs).toBe(0);
  const pods = manager({ ...K8S, "spark.executor.instances": "25" }).initial;
  expect(new Set(pods.map(({ startsMs }) => startsMs))).toEqual(new Set([0, 1000]));
  for (const { startsMs, registeredMs } of [...manager(YARN).initial, ...pods]) {
    expect(registeredMs).toBeGreaterThan(startsMs);
  }
});

test("local is the driver itself", () => {
  const local = manager({ "spark.master": "local[3]", "spark.driver.memory": "2g" });
  expect([local.isLocal, local.coresPerExecutor, local.memoryBytes, local.initial[0]!.registeredMs]).toEqual([
    true,
    3,
    1099746508,
    0,
  ]);
  expect(local.request(1, 0)).toEqual([]);
});

test("YARN: two executors of one core unless told; they arrive after the application master, in containers of whole GiB", () => {
  const yarn = manager(YARN);
  expect(yarn.initial.map(({ cores, containerBytes }) => [cores, containerBytes])).toEqual([
    [1, 2 * GIB],
    [1, 2 * GIB],
  ]);
  const times = yarn.initial.map(({ registeredMs }) => registeredMs);
  expect(Math.min(...times)).toBeGreaterThan(7000);
  expect(Math.max(...times)).toBeLessThan(25_000);
  expect(yarn.readyMs).toBe(Math.max(...times));
  expect(times).toEqual([...times].sort((a, b) => a - b));
});

test("the driver waits for 80% of the executors on YARN and Kubernetes, for none on a standalone cluster, at most 30 s (D4)", () => {
  const ten = { "spark.executor.instances": "10" };
  const yarn = manager({ ...YARN, ...ten });
  expect(yarn.readyMs).toBe(yarn.initial[7]!.registeredMs);
  const kubernetes = manager({ ...K8S, "spark.executor.instances": "1000" });
  expect(kubernetes.readyMs).toBe(30_000);
  expect(manager(STANDALONE).readyMs).toBe(0);
  const patient = manager({ ...YARN, ...ten, "spark.scheduler.minRegisteredResourcesRatio": "1" });
  expect(patient.readyMs).toBe(patient.initial[9]!.registeredMs);
});

test("the same seed gives the same arrivals, another seed others", () => {
  const times = (seed: string) => manager({ ...YARN, "spark.stageplay.seed": seed }).initial.map((e) => e.registeredMs);
  expect(times("1")).toEqual(times("1"));
  expect(times("1")).not.toEqual(times("2"));
});

test("Kubernetes asks for pods in batches: 20 a second, 5 in Spark 3.5 (D4)", () => {
  const last = (conf: Record<string, string>) =>
    manager({ ...K8S, "spark.executor.instances": "100", ...conf }).initial.at(-1)!.registeredMs;
  expect(last({})).toBeLessThan(4000 + 12_000);
  expect(last({ "spark.stageplay.sparkVersion": "3.5" })).toBeGreaterThan(19_000 + 3_500);
});

test("standalone: without executor cores one executor a worker with all its cores; spark.cores.max goes round", () => {
  const cores = (conf: Record<string, string>) =>
    manager({ ...STANDALONE, "spark.stageplay.cluster.hostCores": "8", ...conf })
      .initial.map((executor) => [executor.host, executor.cores] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1));
  expect(cores({})).toEqual([1, 2, 3, 4].map((n) => [`host-${n}`, 8]));
  expect(cores({ "spark.cores.max": "10" }).map(([, n]) => n)).toEqual([3, 3, 2, 2]);
  expect(cores({ "spark.cores.max": "10", "spark.executor.cores": "2" }).map(([, n]) => n)).toEqual([2, 2, 2, 2, 2]);
  expect(cores({ "spark.executor.cores": "4" }).length).toBe(8);
  expect(cores({ "spark.executor.cores": "4", "spark.executor.memory": "40g" }).length).toBe(4);
});

test("what was given back can be given again", () => {
  const yarn = manager({
    ...YARN,
    "spark.stageplay.cluster.hosts": "1",
    "spark.stageplay.cluster.hostMemory": "8g",
    "spark.executor.instances": "9",
  });
  // 8 GiB: 1 for the application master, 2 for each executor.
  expect(yarn.initial.length).toBe(3);
  expect(yarn.request(1, 0)).toEqual([]);
  yarn.release(yarn.initial[0]!);
  expect(yarn.request(5, 1000).length).toBe(1);
});

test("YARN queues share by capacity, and borrow what others leave", () => {
  const queues = parseQueues("etl:60/80,adhoc:40", "etl:30,adhoc:20");
  expect([availableShare(queues, "etl"), availableShare(queues, "adhoc")]).toEqual([0.5, 0.5]);
  expect(availableShare(parseQueues("etl:60/80,adhoc:40"), "etl")).toBe(0.8);
  expect(availableShare(parseQueues("etl:60,adhoc:40", "adhoc:90"), "etl")).toBe(0.1);
  const conf = { ...YARN, "spark.stageplay.cluster.hosts": "10", "spark.stageplay.cluster.hostMemory": "10g" };
  const half = manager({
    ...conf,
    "spark.executor.instances": "99",
    "spark.stageplay.yarn.queues": "default:50/50,etl:50",
  });
  // Half of 100 GiB, less 1 for the application master, in containers of 2.
  expect(half.initial.length).toBe(24);
});

test("a container that uses too much is killed on YARN and Kubernetes, and by nobody else (D5)", () => {
  const yarn = manager({ ...YARN, "spark.executor.memory": "4g" });
  const [executor] = yarn.initial;
  expect(yarn.overuse(executor!, 5 * GIB)).toBeUndefined();
  expect(yarn.overuse(executor!, 5.1 * GIB)).toEqual({
    reason:
      "Container killed by YARN for exceeding physical memory limits. 5.1 GB of 5 GB physical memory used. " +
      "Consider boosting spark.executor.memoryOverhead.",
    exitCausedByApp: true,
    exitCode: -104,
  });
  const kubernetes = manager(K8S);
  expect(kubernetes.overuse(kubernetes.initial[0]!, 2 * GIB)).toMatchObject({ exitCausedByApp: true, exitCode: 137 });
  expect(manager(STANDALONE).overuse(executor!, 99 * GIB)).toBeUndefined();
});

test("preemption and lost hosts are not the application's fault (C7)", () => {
  const yarn = manager(YARN);
  expect(yarn.preempted(yarn.initial[0]!)).toEqual({
    reason: "Container on host: host-1 was preempted.",
    exitCausedByApp: false,
  });
  expect(
    [yarn.hostLost("host-1"), manager(K8S).hostLost("host-1"), manager({}).hostLost("host-1")].map(
      (loss) => loss.exitCausedByApp,
    ),
  ).toEqual([false, false, false]);
});

test("nothing is placed on a lost host", () => {
  const yarn = manager({ ...YARN, "spark.stageplay.cluster.hosts": "2" });
  yarn.hostLost("host-1");
  expect(new Set(yarn.request(4, 0).map(({ host }) => host))).toEqual(new Set(["host-2"]));
});

test("executor failures that end the application (D5)", () => {
  expect(
    [manager(YARN), manager({ ...YARN, "spark.executor.instances": "20" }), manager({})].map((m) => m.failures.most),
  ).toEqual([3, 40, undefined]);
});

test("client and cluster deploy mode differ in where the driver is and what a lost laptop does", () => {
  const client = driverPlan(new RuntimeConfig(YARN));
  const cluster = driverPlan(
    new RuntimeConfig({ ...YARN, "spark.submit.deployMode": "cluster", "spark.driver.memory": "4g" }),
  );
  expect([client.where, client.containerBytes, client.laptopLost.applicationEnds]).toEqual([
    "this notebook",
    undefined,
    true,
  ]);
  expect([cluster.where, cluster.containerBytes, cluster.laptopLost.applicationEnds]).toEqual([
    "the application master of the cluster",
    (4096 + 409) * MIB,
    false,
  ]);
});

test("thousands of executors are planned at once", () => {
  const many = manager({ ...YARN, "spark.executor.instances": "100000", "spark.executor.cores": "4" });
  expect([many.initial.length, new Set(many.initial.map(({ host }) => host)).size]).toEqual([100_000, 25_001]);
  expect(many.initial.at(-1)!.rack).toMatch(/^rack-\d+$/);
});

const DYNAMIC = { "spark.dynamicAllocation.enabled": "true" };

test.each([
  [{ "spark.executor.memory": "100m" }, "INVALID_EXECUTOR_MEMORY.CONFIG_MEMORY", /must be at least 471859200/],
  [{ "spark.driver.memory": "100m" }, "INVALID_DRIVER_MEMORY.SYSTEM_MEMORY", /--driver-memory/],
  [{ "spark.memory.offHeap.enabled": "true" }, "INVALID_CLUSTER.OFF_HEAP_SIZE", /offHeap\.size must be at least 1MiB/],
  [{ "spark.task.cpus": "4" }, "INVALID_CLUSTER.TASK_CPUS", /\(=2\) has to be >= the number of cpus per task = 4/],
  [
    { ...STANDALONE, "spark.cores.max": "2", "spark.executor.cores": "4" },
    "INVALID_CLUSTER.CORES_MAX",
    /none would ever start/,
  ],
  [
    { ...YARN, ...DYNAMIC, "spark.dynamicAllocation.maxExecutors": "5", "spark.executor.instances": "8" },
    "INVALID_CLUSTER.DYNAMIC_ALLOCATION",
    /The 8 executors at start.*\(5\)/,
  ],
  [
    { ...DYNAMIC, "spark.dynamicAllocation.minExecutors": "5", "spark.dynamicAllocation.maxExecutors": "3" },
    "INVALID_CLUSTER.DYNAMIC_ALLOCATION",
    /less than or equal/,
  ],
  [{ ...DYNAMIC, "spark.dynamicAllocation.maxExecutors": "0" }, "INVALID_CLUSTER.DYNAMIC_ALLOCATION", /must be > 0/],
  [
    { ...DYNAMIC, "spark.dynamicAllocation.shuffleTracking.enabled": "false" },
    "INVALID_CLUSTER.DYNAMIC_ALLOCATION",
    /requires one of the following conditions.*3\) enabling shuffle blocks decommission.*Next step: Leave/s,
  ],
  [
    { ...DYNAMIC, "spark.dynamicAllocation.executorAllocationRatio": "0" },
    "INVALID_CLUSTER.DYNAMIC_ALLOCATION",
    /must be > 0 and <= 1.0/,
  ],
  [
    { ...DYNAMIC, "spark.dynamicAllocation.schedulerBacklogTimeout": "500ms" },
    "INVALID_CLUSTER.DYNAMIC_ALLOCATION",
    /schedulerBacklogTimeout must be > 0!.*whole seconds/s,
  ],
  [
    { "spark.shuffle.manager": "org.example.Mine" },
    "INVALID_CLUSTER.SHUFFLE_STORAGE",
    /not simulated.*Leave it at sort, or name a remote shuffle service.*celeborn/s,
  ],
  [
    { ...YARN, "spark.executor.memory": "100g" },
    "INVALID_CLUSTER.EXECUTOR_TOO_LARGE",
    /overhead \(10240 MB\).*above the max threshold \(65536 MB\)/,
  ],
  [{ ...K8S, "spark.executor.cores": "32" }, "INVALID_CLUSTER.EXECUTOR_TOO_LARGE", /32 cores fits on no machine of 16/],
  [
    { "spark.network.timeout": "5s" },
    "INVALID_SPARK_CONFIG.INVALID_EXECUTOR_HEARTBEAT_INTERVAL",
    /5000ms must be greater/,
  ],
  [{ ...YARN, "spark.yarn.queue": "elt" }, "UNKNOWN_YARN_QUEUE", /unknown queue: elt/],
  [{ ...YARN, "spark.stageplay.yarn.queues": "a:50,b:50" }, "INVALID_CLUSTER.QUEUES_WITHOUT_HOSTS", /hosts/],
  [
    { ...YARN, "spark.stageplay.cluster.hosts": "1", "spark.stageplay.yarn.queues": "a:50,b:60" },
    "INVALID_YARN_QUEUES",
    /110%/,
  ],
])("%j makes no cluster: %s", (conf, condition, message) => {
  const make = () => manager(conf as unknown as Record<string, string>);
  expect(make).toThrow(expect.objectContaining({ condition }));
  expect(make).toThrow(message);
  expect(make).toThrow(/Next step: /);
});
