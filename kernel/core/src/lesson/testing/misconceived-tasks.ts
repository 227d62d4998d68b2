import { TaskContext, work } from "../../dsl/task-context.js";
import type { Session } from "../../session.js";
import { within } from "../matchers/index.js";
import type { MisconceivedProgram, Settings } from "./misconceived-programs.js";

const FOUR_SLOTS: Settings = { "spark.executor.instances": "2", "spark.executor.cores": "2" };
const SPECULATION: Settings = {
  "spark.speculation": "true",
  "spark.executor.instances": "4",
  "spark.executor.cores": "5",
};
const TWO_GIGABYTES: Settings = {
  "spark.executor.instances": "3",
  "spark.executor.cores": "1",
  "spark.executor.memory": "2g",
};

const after = <T>(duration: string, value: T): T => {
  work(duration);
  return value;
};

/** So many tasks of ten seconds. */
const long = ({ sc }: Session, tasks: number) =>
  sc
    .range(0, tasks, 1, tasks)
    .map((n) => after("10s", n))
    .count();

/** The first two attempts of partition 3 fail. */
const failingTwice = (session: Session) => {
  session.task({ partition: 3 }).fail(2);
  return session.sc.range(0, 8, 1, 8).count();
};

/** An executor goes while the reducers run, with what its map tasks had written. */
const losingExecutor = ({ sc, cluster }: Session) => {
  cluster.executor(1).killAt("2600ms");
  return sc
    .range(0, 120, 1, 12)
    .map((n): [number, number] => after("100ms", [n, 1]))
    .reduceByKey((a, b) => a + b, 30)
    .map((pair) => after("100ms", pair))
    .count();
};

/** One key has most of the rows, and each row takes its time. */
const skewed = ({ sc }: Session) =>
  sc
    .range(0, 200, 1, 20)
    .map((n): [number, number] => [n < 150 ? 0 : n % 20, n])
    .groupByKey(20)
    .mapValues((values) => {
      for (const _ of values) work("200ms");
      return 1;
    })
    .count();

/** One task takes as long, without more rows than others. */
const slowTask = ({ sc }: Session) =>
  sc
    .range(0, 40, 1, 20)
    .map((n): [number, number] => [n % 20, n])
    .groupByKey(20)
    .mapValues((values) => {
      work(TaskContext.get()!.partitionId() === 0 ? "30s" : "200ms");
      return [...values].length;
    })
    .count();

/** Groups of strings of 10 MB, of which some 100 fit into the heap: `hot` rows have one key, the others six. */
const grouped = ({ sc }: Session, rows: number, hot: number) =>
  sc
    .range(0, rows, 1, 6)
    .map((n): [number, string] => [n < hot ? 0 : n % 6, "x".repeat(10_000_000)])
    .groupByKey(6)
    .mapValues((values) => [...values].length)
    .count();

/** Of what tasks do in time: waves, attempts, copies, memory. */
export const MISCONCEIVED_TASKS: readonly MisconceivedProgram[] = [
  {
    id: "M14",
    title: "two waves for nine tasks on four slots",
    conf: FOUR_SLOTS,
    triggers(s) {
      s.predict({ waves: 2 });
      return long(s, 9);
    },
    nearMiss(s) {
      s.predict({ waves: 4 });
      return long(s, 9);
    },
  },
  {
    id: "M14",
    title: "the time of two waves for nine tasks on four slots",
    conf: FOUR_SLOTS,
    triggers(s) {
      s.predict({ makespan: within(20, "s", 0.05) });
      return long(s, 9);
    },
    nearMiss(s) {
      s.predict({ makespan: within(10, "s", 0.05) });
      return long(s, 9);
    },
  },
  {
    id: "M15",
    title: "no straggler, as a copy rescues the fat partition",
    conf: SPECULATION,
    triggers(s) {
      s.predict({ straggler: false });
      return skewed(s);
    },
    nearMiss(s) {
      s.predict({ straggler: false });
      return slowTask(s);
    },
  },
  {
    id: "M15",
    title: "a time in which the copy of the fat partition was quick",
    conf: SPECULATION,
    triggers(s) {
      s.predict({ makespan: within(4.8, "s", 0.1) });
      return skewed(s);
    },
    nearMiss(s) {
      s.predict({ makespan: within(15, "s", 0.1) });
      return skewed(s);
    },
  },
  {
    id: "M16",
    title: "the whole stage anew after each failure",
    triggers(s) {
      s.predict({ stages: 1, attempts: 24 });
      return failingTwice(s);
    },
    nearMiss(s) {
      s.predict({ stages: 1, attempts: 9 });
      return failingTwice(s);
    },
  },
  {
    id: "M16",
    title: "both stages whole again after a lost executor",
    conf: { "spark.executor.instances": "3", "spark.executor.cores": "2" },
    triggers(s) {
      s.predict({ attempts: 84 });
      return losingExecutor(s);
    },
    nearMiss(s) {
      s.predict({ attempts: 83 });
      return losingExecutor(s);
    },
  },
  {
    id: "M17",
    title: "success with more memory where one key is too large",
    conf: TWO_GIGABYTES,
    triggers(s) {
      s.predict({ outcome: "succeeded" });
      return grouped(s, 200, 150);
    },
    nearMiss(s) {
      s.predict({ outcome: "succeeded" });
      return grouped(s, 900, 0);
    },
  },
  {
    id: "M18",
    title: "half the time with twice the slots that there are tasks",
    conf: { "spark.executor.instances": "4", "spark.executor.cores": "5" },
    triggers(s) {
      s.predict({ makespan: within(5, "s", 0.1) });
      return long(s, 10);
    },
    nearMiss(s) {
      s.predict({ makespan: within(5, "s", 0.1) });
      return long(s, 20);
    },
  },
];
