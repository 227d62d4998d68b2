// `npm run build`: packages and build only.
import { requireNode } from "./setup/require-node.mjs";

requireNode();
Promise.all([import("./setup/set-up.mjs"), import("./setup/progress.mjs"), import("./setup/run-main.mjs")]).then(
  ([{ setUp }, { lineProgress }, { runMain }]) =>
    runMain(async (signal) => {
      await setUp("build", lineProgress(), signal);
      return 0;
    }),
);
