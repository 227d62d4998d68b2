import { readConnectionFile } from "./wire/connection.js";
import { InterruptFlag } from "./wire/interrupt-flag.js";
import { WireClient } from "./wire/wire.js";

/**
 * The kernel process: `node main.js <connection file>`. The wire thread starts first and answers Jupyter while this thread
 * loads TypeScript and the simulation.
 */
const connectionFile = process.argv[2];
if (connectionFile === undefined) {
  console.error("Usage: node main.js <connection file>. Jupyter starts the kernel; see the kernelspec.");
  process.exit(2);
}
// An interrupt that comes while everything loads must not end the process.
process.on("SIGINT", () => {});
const interrupts = new InterruptFlag();
const wire = new WireClient(readConnectionFile(connectionFile), interrupts);
const { startKernel } = await import("./start-kernel.js");
startKernel(wire, interrupts);
