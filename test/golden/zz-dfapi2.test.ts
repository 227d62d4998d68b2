import { createSession } from "@stageplay/core";
import { it } from "vitest";
import { kernelPorts } from "/work/main/test/golden/ports.js";

it("x", async () => {
  const ports = kernelPorts();
  let out = "";
  const session = createSession(
    {
      ...ports,
      host: {
        ...ports.host,
        print: (t: string) => {
          out += t;
        },
      },
    },
    { conf: { "spark.master": "local[2]", "spark.sql.adaptive.enabled": "false" } },
  );
  const { spark, sc } = session;
  session.beginCell(1);
  const df = spark.range(0, 100, 1, 4).toDF("n").sample(0.5, 3).offset(5).limit(10);
  for (const m of ["simple", "extended", "codegen", "cost", "formatted", "trace"] as const) df.explain(m);
  sc.parallelize(
    [
      ["a", 1.5],
      ["b", 2],
    ],
    2,
  )
    .toDF(["k", "v"])
    .explain("formatted");
  await sc
    .parallelize(
      [
        ["a", 1.5],
        ["b", 2],
      ],
      2,
    )
    .toDF(["k", "v"])
    .show();
  console.log(out);
});
