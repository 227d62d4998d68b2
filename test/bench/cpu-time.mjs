/** Runs `work`. @returns what it gave, and the CPU milliseconds of this whole process meanwhile: all threads, the garbage collector's too. */
export async function cpuTime(work) {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { result, cpuMs: (user + system) / 1000 };
}

/** The middle one of an odd number of measurements. */
export function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

/** CPU milliseconds: median of `runs` after as many `warmUps`. */
export async function medianCpu(work, { runs, warmUps = 1 }) {
  for (let i = 0; i < warmUps; i++) await work();
  const times = [];
  for (let i = 0; i < runs; i++) times.push((await cpuTime(work)).cpuMs);
  return median(times);
}
