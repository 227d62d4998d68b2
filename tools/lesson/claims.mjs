// `npm run claims [-- --mutate] [notebooks]`: executes the lessons and prints which claim is shown where; with `--mutate` every claim is also tried on changed
// data and has to fail. Exit code 1 when a lesson fails, a claim is missing or survives a change.
import { requireNode } from "../setup/require-node.mjs";

requireNode();
Promise.all([import("./claims-main.mjs"), import("../setup/run-main.mjs")]).then(([{ claims }, { runMain }]) =>
  runMain((signal) => claims(process.argv.slice(2), signal)),
);
