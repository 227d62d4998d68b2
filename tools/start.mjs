// `npm start`. Nothing else is loaded before Node's version is known to do.
import { requireNode } from "./setup/require-node.mjs";

requireNode();
import("./start-main.mjs").then(({ start }) => start(process.argv.slice(2)));
