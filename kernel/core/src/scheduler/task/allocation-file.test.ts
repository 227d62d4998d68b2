import { describe, expect, it } from "vitest";
import { RuntimeConfig } from "../../conf/runtime-config.js";
import { work } from "../../dsl/task-context.js";
import { createSession } from "../../session.js";
import { testPorts } from "../../testing/test-ports.js";
import { allocationFile } from "./allocation-file.js";
import { compareFair, type PoolConf } from "./pool.js";

const POOLS = `<?xml version="1.0"?>
<!-- three pools -->
<allocations>
  <pool name="a">
    <schedulingMode>FAIR</schedulingMode>
    <weight>2</weight>
    <minShare>1</minShare>
  </pool>
  <pool name="b">
    <schedulingMode>fifo</schedulingMode>
    <weight>x</weight>
  </pool>
  <pool name="c"><schedulingMode>NONE</schedulingMode><weight>4</weight><minShare> 2 </minShare></pool>
</allocations>`;
const FAIR = { "spark.scheduler.mode": "FAIR", "spark.scheduler.allocation.file": "file:///pools.xml" };

interface ReadPools {
  readonly pools: readonly PoolConf[] | undefined;
  readonly warnings: readonly string[];
}

function read(text: string | undefined, conf: Record<string, string> = FAIR): ReadPools {
  const warnings: string[] = [];
  const pools = allocationFile(new RuntimeConfig(conf), {
    readFile: (path) => (path === "/pools.xml" || path === "conf/fairscheduler.xml" ? text : undefined),
    warn: (warning) => void warnings.push(warning),
  });
  return { pools, warnings };
}

const brief = (text: string): unknown[][] =>
  read(text).pools!.map(({ name, schedulingMode, weight, minShare }) => [name, schedulingMode, weight, minShare]);

describe("the allocation file, as Spark 4.3 reads it (C3)", () => {
  it("what a pool says wrongly has its default, with Spark's warning", () => {
    const { pools, warnings } = read(POOLS);
    expect(pools).toEqual([
      { name: "a", schedulingMode: "FAIR", weight: 2, minShare: 1 },
      { name: "b", schedulingMode: "FIFO", weight: 1, minShare: 0 },
      { name: "c", schedulingMode: "FIFO", weight: 4, minShare: 2 },
    ]);
    expect([...warnings].sort()).toEqual([
      "Error while loading fair scheduler configuration from /pools.xml: minShare is blank or invalid: , using the default minShare: 0 for pool: b",
      "Error while loading fair scheduler configuration from /pools.xml: weight is blank or invalid: x, using the default weight: 1 for pool: b",
      "Unsupported schedulingMode: NONE found in Fair Scheduler configuration file: /pools.xml, using the default schedulingMode: FIFO for pool: c",
    ]);
  });

  it("pools stand anywhere; names keep their spaces; texts of one name are put together", () => {
    expect(
      brief(
        "<things><deep><pool name=' q '><weight>-2</weight><minShare>1.5</minShare></pool></deep><pool><weight>3</weight></pool>" +
          "<pool name='default'><schedulingMode>FAIR</schedulingMode><weight>2</weight><weight>3</weight></pool><Pool name='up'/></things>",
      ),
    ).toEqual([
      [" q ", "FIFO", -2, 0],
      ["", "FIFO", 3, 0],
      ["default", "FAIR", 23, 0],
    ]);
    expect(
      brief(
        "<allocations><pool name='a'><weight>5</weight><!-- c --><minShare><![CDATA[7]]></minShare></pool>" +
          "<pool name='e&amp;f'><weight>+2</weight></pool></allocations>",
      ),
    ).toEqual([
      ["a", "FIFO", 5, 7],
      ["e&f", "FIFO", 2, 0],
    ]);
  });

  it("a file that is no XML, and one that is not there, keep the application from starting", () => {
    expect(() => read("<allocations>\n<pool name='a'></allocations>")).toThrow(
      /INVALID_ALLOCATION_FILE.*line 2.*"pool" must be terminated.*Next step/s,
    );
    expect(() => read("")).toThrow(/INVALID_ALLOCATION_FILE.*Premature end of file/s);
    expect(() => read(undefined)).toThrow(/PATH_NOT_FOUND.*file:\/\/\/pools\.xml/s);
  });

  it("without the key conf/fairscheduler.xml is read; under FIFO no file is", () => {
    const { "spark.scheduler.mode": mode } = FAIR;
    expect(read(POOLS, { "spark.scheduler.mode": mode }).pools).toHaveLength(3);
    expect(read(undefined, { "spark.scheduler.mode": mode }).pools).toBeUndefined();
    expect(read("no XML", { ...FAIR, "spark.scheduler.mode": "FIFO" }).pools).toBeUndefined();
  });
});

it("pools share as Spark 4.3 lets them: minimum shares first, then by weight, then by name", async () => {
  const session = createSession(testPorts({ "pools.xml": POOLS }), {
    conf: {
      "spark.scheduler.mode": "FAIR",
      "spark.scheduler.allocation.file": "pools.xml",
      "spark.executor.instances": "3",
      "spark.executor.cores": "1",
    },
  });
  const { sc, spark } = session;
  await sc.range(0, 6, 1, 6).count();
  session.beginCell(1);
  const names: string[] = [];
  const run = async (pool: string, tasks: number): Promise<void> => {
    sc.setLocalProperty("spark.scheduler.pool", pool);
    names.push(pool);
    const job = sc
      .range(0, tasks, 1, tasks)
      .map((n) => {
        // The slots get free one after another.
        work(pool === "c" && n < 3 ? 1000 + 30 * n : 1100);
        return n;
      })
      .count();
    await spark.sleep("150ms");
    jobs.push(job);
  };
  const jobs: Promise<number>[] = [];
  for (const [pool, tasks] of [
    ["c", 8],
    ["a", 8],
    ["zz", 4],
    ["b", 8],
  ] as const)
    await run(pool, tasks);
  await Promise.all(jobs);
  await session.settle();
  const { tasks, stages } = session.endCell()!;
  const first = stages[0]!.stageId;
  const order = Array.from({ length: tasks.length }, (_, row) => names[tasks.record(row).stageId - first]!).join(" ");
  // The order of a real run on local-cluster[3,1,1024].
  expect(order).toBe("c c c a c c a c c a c b a zz b a zz b a zz b a zz b a b b b");
});

it("a wrong file that the defaults file names does not keep the kernel from starting", async () => {
  const defaults = "spark.scheduler.mode FAIR\nspark.scheduler.allocation.file pools.xml\n";
  const ports = testPorts({ "conf/spark-defaults.conf": defaults, "pools.xml": "<allocations>" });
  const printed: string[] = [];
  const session = createSession({ ...ports, host: { ...ports.host, print: (text) => void printed.push(text) } });
  expect(printed).toEqual([expect.stringMatching(/spark-defaults\.conf is left out: .*INVALID_ALLOCATION_FILE/)]);
  expect(await session.sc.range(0, 3).count()).toBe(3);
  expect(() =>
    session.spark.submit("--conf spark.scheduler.mode=FAIR --conf spark.scheduler.allocation.file=pools.xml"),
  ).toThrow(/INVALID_ALLOCATION_FILE/);
  expect(await session.sc.range(0, 3).count()).toBe(3);
});

it("pools without a weight come last, whether or not they run anything", () => {
  const pool = (name: string, running: number, weight: number) => ({ name, running, weight, minShare: 0 });
  const pools = [pool("a", 0, 0), pool("b", 1, 0), pool("c", 9, 1), pool("d", 0, 1), pool("e", 3, -1)];
  expect(pools.sort(compareFair).map(({ name }) => name)).toEqual(["e", "d", "c", "b", "a"]);
});
