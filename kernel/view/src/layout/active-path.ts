import type { StepCurve } from "../model/run-model-types.js";
import type { Rect } from "./geometry.js";

/** The curve of active tasks as a filled area, at most one step a pixel (the highest count within it). */
export function activePath(
  curve: StepCurve,
  slots: number,
  area: Rect,
  x: (timeMs: number) => number,
): { readonly path: string; readonly slotsY: number } {
  let most = slots;
  for (const count of curve.count) most = Math.max(most, count);
  const bottom = area.y + area.height;
  const y = (count: number): string => number(bottom - (most === 0 ? 0 : (area.height * count) / most));
  let path = `M${number(x(0))},${number(bottom)}`;
  for (const step of perPixel(curve, x)) path += ` H${number(step.x)} V${y(step.count)}`;
  path += ` H${number(area.x + area.width)} V${number(bottom)} Z`;
  return { path, slotsY: bottom - (most === 0 ? 0 : (area.height * slots) / most) };
}

function perPixel(curve: StepCurve, x: (timeMs: number) => number): readonly { x: number; count: number }[] {
  const steps: { x: number; count: number }[] = [];
  const dense = curve.timeMs.length > 1500;
  for (let i = 0; i < curve.timeMs.length; i++) {
    const at = x(curve.timeMs[i]!);
    const count = curve.count[i]!;
    const last = steps.at(-1);
    if (dense && last !== undefined && Math.floor(last.x) === Math.floor(at)) last.count = Math.max(last.count, count);
    else steps.push({ x: at, count });
  }
  return steps;
}

const number = (value: number): string => String(Math.round(value * 10) / 10);
