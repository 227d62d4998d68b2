import { fork } from "node:child_process";

/** Heap of a child: four million rows are held at once. */
const HEAP_MB = 6144;

/** Runs a module in a process of its own, so that no engine pays for another's heap. It gets `request` and sends one answer. */
export function inChild(module, request) {
  return new Promise((resolve, reject) => {
    const child = fork(module, [JSON.stringify(request)], {
      execArgv: [`--max-old-space-size=${HEAP_MB}`],
      serialization: "advanced",
    });
    let answer;
    child.on("message", (message) => {
      answer = message;
    });
    child.on("error", reject);
    child.on("exit", (code) => {
      if (answer?.result !== undefined) resolve(answer.result);
      else reject(new Error(answer?.problem ?? `${module} ended with ${code} and said nothing.`));
    });
  });
}

/** The other side: answers the request that this process was started with. */
export async function answerParent(handle) {
  const answer = await handle(JSON.parse(process.argv[2])).then(
    (result) => ({ result }),
    (error) => ({ problem: error.stack ?? String(error) }),
  );
  await new Promise((resolve) => process.send(answer, resolve));
  process.disconnect();
}
