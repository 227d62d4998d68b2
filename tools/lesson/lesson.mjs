// `npm run lesson -- lint|check|strip|ids [notebooks]`: keeps lessons honest.
import { requireNode } from "../setup/require-node.mjs";

requireNode();
Promise.all([import("./lesson-main.mjs"), import("../setup/run-main.mjs")]).then(([{ lesson }, { runMain }]) =>
  runMain((signal) => lesson(process.argv.slice(2), signal)),
);
