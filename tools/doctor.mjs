// `npm run doctor`. Works before set-up, too.
import { requireNode } from "./setup/require-node.mjs";

requireNode();
import("./doctor-main.mjs").then(({ doctor }) => doctor());
