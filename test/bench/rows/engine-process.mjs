// Asks one engine all questions: sends for each variant and question the rows of a first run, which also warms up, and the CPU time of a run.

import { medianCpu } from "../cpu-time.mjs";
import { answerParent } from "../in-child.mjs";
import { QUESTIONS } from "./questions.mjs";

const ENGINES = {
  stageplay: async () => (await import("./stageplay-engine.mjs")).openStageplay,
  duckdb: async () => (await import("./duckdb-engine.mjs")).openDuckDB,
  arquero: async () => (await import("./arquero-engine.mjs")).openArquero,
};

await answerParent(async ({ engine, files, rows, runs }) => {
  const open = await ENGINES[engine]();
  const { setUp, variants, rowsOf } = await open(files, rows);
  const answers = [];
  for (const { name, prepare, ask } of variants) {
    await prepare?.();
    for (const question of QUESTIONS) {
      const found = await rowsOf(await ask(question));
      const cpuMs = await medianCpu(() => ask(question), { runs });
      answers.push({ variant: name, question: question.id, rows: found, cpuMs });
    }
  }
  return { setUp, answers };
});
