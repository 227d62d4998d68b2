// `npm test`. Nothing else is loaded before Node's version is known to do.
import { requireNode } from "./setup/require-node.mjs";

requireNode();
import("./test-main.mjs").then(({ test }) => test(process.argv.slice(2)));
