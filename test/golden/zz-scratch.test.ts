import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { it } from "vitest";
import { RuntimeConfig } from "../../kernel/core/src/conf/runtime-config.js";
import { SparkSession } from "../../kernel/core/src/dsl/spark-session.js";
import { createApplication } from "../../kernel/core/src/local.js";
import { checkRecord } from "./check-record.js";
import { compare } from "./compare.js";
import { kernelPorts } from "./ports.js";
import { PROGRAMS } from "./programs/index.js";
import { programOf, readRecords } from "./record.js";
import { runProgram } from "./run-program.js";

const folder = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const norm = (t: string) =>
  t
    .replace(/#\d+L?/g, "")
    .replace(/plan_id=\d+/g, "plan_id")
    .replace(/file:[^\],]*\//g, "")
    .replace(/path=[^\],]*\//g, "path=")
    .trimEnd();
it("scratch", async () => {
  const out: string[] = [];
  const only = process.env["ONLY"]?.split(",");
  const data = folder("../../notebooks/data");
  for (const record of readRecords(folder("records/structure"))) {
    if (record.id.endsWith("@aqe-on") || record.id.startsWith("r")) continue;
    if (only && !only.includes(record.id.slice(0, 3))) continue;
    const o = await checkRecord(record, data);
    out.push(
      `${record.id}: ${o.failure ?? (o.differences.length ? o.differences.map((d) => d.text).join("\n") : `EQUAL${o.finer.length ? ` finer: ${o.finer.map((d) => d.text).join("\n")}` : ""}`)}`,
    );
    const program = PROGRAMS[programOf(record.id)];
    if (!program || o.failure) continue;
    const r = await runProgram(record, program, data);
    const chains = compare(record, r.jobs, r.result, { chains: true });
    if (chains.length) out.push(`   CHAINS ${chains.map((d) => d.text).join("\n")}`);
    const { master = "local[2]", ...conf } = record.conf;
    const app = createApplication(kernelPorts(), new RuntimeConfig({ ...conf, "spark.master": master }), {
      actionStarted() {},
      actionEnded() {},
    });
    const plans: string[] = [];
    app.bus.add({
      onSQLExecutionStart: (e) => plans.push(norm(e.physicalPlanDescription.replace("== Physical Plan ==\n", ""))),
    });
    const spark = new SparkSession({
      sparkContext: app.sc,
      queries: app.queries,
      version: "4",
      lastRun: () => undefined,
    });
    await program({ spark, sc: app.sc, data, tmp: mkdtempSync(`${tmpdir()}/zz`) });
    const want = (record as unknown as { executedPlans: (string | string[])[] }).executedPlans.map((p) =>
      norm(Array.isArray(p) ? p.join("\n") : p),
    );
    want.forEach((w, i) => {
      const g = plans[i] ?? "";
      if (w === g) return;
      const [wl, gl] = [w.split("\n"), g.split("\n")];
      const at = wl.findIndex((l, k) => l !== gl[k]);
      out.push(`   PLAN ${i} line ${at}\n      want ${wl[at]}\n      got  ${gl[at]}`);
    });
  }
  writeFileSync("/tmp/scratch/out.txt", out.join("\n"));
}, 120000);
