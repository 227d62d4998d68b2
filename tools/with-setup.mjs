// `node tools/with-setup.mjs <build|lab> -- <command>`: does the set-up that the command needs, quietly, then runs it.
import { requireNode } from "./setup/require-node.mjs";

requireNode();
import("./with-setup-main.mjs").then(({ withSetup }) => withSetup(process.argv.slice(2)));
