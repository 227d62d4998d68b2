import { expect, test } from "vitest";
import { uniform } from "../dsl/modelled.js";
import { cellSession, endCell } from "../testing/cell-program.js";

test("tasks of makeRDD run on the hosts of their elements, as NODE_LOCAL; without hosts they wait for nothing (B10, C4)", async () => {
  const s = cellSession();
  const placed = s.sc.makeRDD<string>([
    ["a", ["host-3"]],
    ["b", []],
    ["c", ["host-1"]],
  ]);
  expect(placed.getNumPartitions()).toBe(3);
  expect(await placed.collect()).toEqual(["a", "b", "c"]);
  const { tasks, executors } = await endCell(s);
  const attempts = [0, 1, 2].map((row) => tasks.record(row)).sort((a, b) => a.partition - b.partition);
  expect(attempts.map((task) => task.locality)).toEqual(["NODE_LOCAL", "PROCESS_LOCAL", "NODE_LOCAL"]);
  expect(executors[attempts[0]!.executor]!.host).toBe("host-3");
  expect(executors[attempts[2]!.executor]!.host).toBe("host-1");
});

test("a modelled table lies on the hosts that it names; read from elsewhere it takes the network's time as well", async () => {
  const s = cellSession({ "spark.locality.wait": "0s", "spark.sql.adaptive.enabled": "false" });
  const table = { rows: 1e6, size: "880MB", partitions: 8, hosts: ["host-2"], columns: { n: uniform(1, 9) } };
  await s.spark.read
    .modelled(table)
    .select("n")
    .collect()
    .catch(() => {});
  const { tasks } = await endCell(s);
  const runMs = new Map(Array.from({ length: 8 }, (_, row) => [tasks.record(row).locality, tasks.record(row).runMs]));
  // 110 MiB at 880 MB/s, and 2% for garbage collection.
  expect(runMs.get("ANY")! - runMs.get("NODE_LOCAL")!).toBeCloseTo(((110 * 2 ** 20) / 880e3) * 1.02, 3);
});
