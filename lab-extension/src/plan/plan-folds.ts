import type { PlanLine } from "@stageplay/view";

/** Plans of more lines begin folded, but for the way to where the time went. */
const MOST_OPEN_LINES = 60;
/** Lines that are shown at once; a button shows as many more. */
const LINES_AT_ONCE = 150;

/** Which lines of a plan are shown: inputs can be folded to their first line, and of a long plan only the beginning is shown. */
export class PlanFolds {
  private readonly chosen: Map<string, boolean> = new Map();
  private most = LINES_AT_ONCE;

  isFolded(line: PlanLine, lines: readonly PlanLine[]): boolean {
    return this.chosen.get(line.id) ?? (lines.length > MOST_OPEN_LINES && !holdsHottest(line, lines));
  }

  toggle(line: PlanLine, lines: readonly PlanLine[]): void {
    this.chosen.set(line.id, !this.isFolded(line, lines));
  }

  /** Opens all that hides a line. */
  uncover(target: PlanLine, lines: readonly PlanLine[]): void {
    const at = lines.indexOf(target);
    lines.forEach((line, i) => {
      if (canFold(line) && i < at && at < i + line.branchLines) this.chosen.set(line.id, false);
    });
    this.most = Math.max(this.most, this.unfolded(lines).indexOf(target) + 1);
  }

  showMore(): void {
    this.most += LINES_AT_ONCE;
  }

  /** The lines to show, and how many more there are once all that is open is shown. */
  shown(lines: readonly PlanLine[]): { readonly lines: readonly PlanLine[]; readonly more: number } {
    const open = this.unfolded(lines);
    return { lines: open.slice(0, this.most), more: Math.max(0, open.length - this.most) };
  }

  private unfolded(lines: readonly PlanLine[]): readonly PlanLine[] {
    const open: PlanLine[] = [];
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i]!;
      open.push(line);
      if (canFold(line) && this.isFolded(line, lines)) i += line.branchLines - 1;
    }
    return open;
  }
}

/** Whether a line is the first of an input that has more. */
export function canFold(line: PlanLine): line is PlanLine & { readonly branchLines: number } {
  return line.branchLines !== undefined && line.branchLines > 1;
}

function holdsHottest(line: PlanLine, lines: readonly PlanLine[]): boolean {
  const at = lines.indexOf(line);
  return lines.slice(at, at + (line.branchLines ?? 1)).some(({ isHottest }) => isHottest);
}
