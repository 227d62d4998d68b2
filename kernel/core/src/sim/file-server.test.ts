import { describe, expect, test } from "vitest";
import type { Session } from "../session.js";
import { cellSession, endCell } from "../testing/cell-program.js";

const FILES = { "model.bin": "x".repeat(880_000), "lib/udfs.jar": "jar", "words.txt": "a b" };

const session = (conf: Record<string, string> = {}): Session =>
  cellSession({ "spark.executor.instances": "2", ...conf }, { files: FILES });

async function fetches(s: Session): Promise<string[]> {
  await s.sc.parallelize([1, 2, 3, 4], 4).count();
  await endCell(s);
  s.beginCell(2);
  return s.spark
    .lastRun!.trace({ message: "StreamRequest" })
    .first()
    .map(({ from, to, detail, bytes }) => `${from} → ${to}: ${detail}, ${bytes} B`);
}

describe("files and jars of the driver", () => {
  test("every executor fetches them before its first task, and only once", async () => {
    const s = session();
    s.sc.addFile("model.bin");
    s.sc.addJar("lib/udfs.jar");
    expect([s.sc.listFiles(), s.sc.listJars()]).toEqual([["model.bin"], ["lib/udfs.jar"]]);
    expect((await fetches(s)).sort()).toEqual([
      "executor 0 → driver program: files/model.bin, 880000 B",
      "executor 0 → driver program: jars/udfs.jar, 3 B",
      "executor 1 → driver program: files/model.bin, 880000 B",
      "executor 1 → driver program: jars/udfs.jar, 3 B",
    ]);
    expect(await fetches(s)).toEqual([]);
    s.sc.addFile("words.txt");
    s.sc.addFile("model.bin");
    expect(await fetches(s)).toHaveLength(2);
  });

  test("the first tasks wait for them, the second executor longer: they share the driver's link", async () => {
    const firstTasks = async (s: Session): Promise<number[]> => {
      await s.sc.parallelize([1, 2], 2).count();
      await endCell(s);
      return s.spark.lastRun!.tasks.map(({ deserializeMs }) => Math.round(deserializeMs)).sort((a, b) => a - b);
    };
    const plain = await firstTasks(session());
    const s = session();
    s.sc.addFile("model.bin");
    const [one, other] = await firstTasks(s);
    // 0.88 MB over 880 MB/s, and a round trip.
    expect(one! - plain[0]!).toBe(2);
    expect(other! - plain[1]!).toBeGreaterThanOrEqual(3);
  });

  test("spark.files and spark.jars are fetched as far as they are here", async () => {
    const s = session({ "spark.files": "words.txt, gone.txt", "spark.jars": "lib/udfs.jar" });
    expect([s.sc.listFiles(), s.sc.listJars()]).toEqual([["words.txt"], ["lib/udfs.jar"]]);
    expect(await fetches(s)).toHaveLength(4);
  });

  test("with a local master the executor is the driver and has them", async () => {
    const s = session({ "spark.master": "local[2]" });
    s.sc.addFile("model.bin");
    expect(await fetches(s)).toEqual([]);
  });

  test("a file that is not there is said so", () => {
    expect(() => session().sc.addFile("gone.txt")).toThrow("PATH_NOT_FOUND");
  });

  test("in cluster mode the driver has none of the notebook's files", () => {
    const s = session();
    s.spark.submit("--master yarn --deploy-mode cluster --num-executors 2");
    expect(() => s.sc.addFile("model.bin")).toThrow(/PATH_NOT_FOUND.*its own machine[\s\S]*--files model\.bin/);
    expect(() => s.sc.addJar("lib/udfs.jar")).toThrow("--jars lib/udfs.jar");
    expect(s.sc.listFiles()).toEqual([]);
  });
});
