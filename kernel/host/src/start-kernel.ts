import { routeProcessStreams } from "./cell/current-cell.js";
import { guardGlobals } from "./cell/guard-globals.js";
import { Interrupts } from "./cell/interrupts.js";
import { Rejections } from "./cell/rejections.js";
import { Kernel } from "./kernel.js";
import { startSession } from "./session.js";
import { CellEngine } from "./tslab/cell-engine.js";
import type { InterruptFlag } from "./wire/interrupt-flag.js";
import type { WireClient } from "./wire/wire.js";

/** Deep enough that the user's line is found under the simulation's own frames. */
const STACK_TRACE_LIMIT = 60;

/** Without a request for this long, the kernel uses the time for itself. */
const QUIET_MS = 20;

/** Puts the parts of the main thread together and starts to serve. */
export function startKernel(wire: WireClient, flag: InterruptFlag): void {
  Error.stackTraceLimit = STACK_TRACE_LIMIT;
  const exit = guardGlobals();
  const interrupts = new Interrupts(flag);
  const rejections = new Rejections();
  const session = startSession(interrupts, (stack) => engine.sources.firstFrame(stack));
  const engine = new CellEngine({ ...session.scope, loopGuard: interrupts.loopGuard });
  const kernel = new Kernel({ wire, engine, jobs: session.jobs, interrupts, rejections });

  routeProcessStreams();
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    // Node calls the loading of an ECMAScript module by `require` experimental; cells do nothing else.
    if (warning.name !== "ExperimentalWarning") console.error(`${warning.name}: ${warning.message}`);
  });
  process.on("uncaughtException", (error) => kernel.reportStray(error));
  rejections.listen((reason) => kernel.reportStray(reason));
  // Comes only from the wire thread, when a busy cell has not noticed the interrupt.
  process.on("SIGINT", () => interrupts.poll());

  wire.listen({
    onRequest: (request) => kernel.receive(request),
    onInterrupt: () => interrupts.poll(),
    onShutdown: () => {
      engine.close();
      void wire.close().then(() => exit(0));
    },
  });
  // What the first cells would wait for is loaded in quiet moments.
  whenQuiet(kernel, [() => engine.warmUp(), () => session.preload()]);
}

/** Runs the tasks one by one, in turns of their own, and stops when the user is at work. */
function whenQuiet(kernel: Kernel, tasks: readonly (() => void)[]): void {
  const [task, ...rest] = tasks;
  if (task === undefined) return;
  setTimeout(() => {
    if (!kernel.idle) return;
    task();
    whenQuiet(kernel, rest);
  }, QUIET_MS).unref();
}
