import type { RunModel } from "@stageplay/view";

/** Name of a tab, in the page's ids and in links from one tab to another. */
export type TabId = "overview" | "dag" | "timeline" | "stages" | "plan" | "sequence" | "advice";

/** What a link from one tab to another wants to see there. */
export interface TabTarget {
  readonly tab: TabId;
  /** `6` or `6.1`: a stage attempt's label. */
  readonly stage?: string;
  readonly jobId?: number;
  /** Row of the run's task table. */
  readonly task?: number;
  /** A query, and the line of an operator in its plan. */
  readonly executionId?: number;
  readonly operator?: string;
}

/** A file that a tab can be saved as, beside those of the whole run. */
export interface TabFile {
  /** `tasks`: what is in it, on the button and in the file's name. */
  readonly what: string;
  readonly format: "svg" | "csv";
  /** Its text; undefined while there is nothing to save. */
  readonly content: () => string | undefined;
}

/** What a tab may ask of the card around it. */
export interface TabHost {
  /** Selects another tab and shows something there. */
  goTo(target: TabTarget): void;
}

/**
 * One of the views of a run. A tab is made when it is first selected and gets only the models of the time it is shown, so that a card that
 * nobody opened costs its overview alone.
 */
export interface RunTab {
  readonly node: HTMLElement;
  /** Shows this state of the run. */
  update(model: RunModel): void;
  /**
   * Begins to draw what is in view; called when the tab is in the page, and again after it was moved.
   *
   * @param now somebody has just selected the tab and waits for it
   */
  observe?(now?: boolean): void;
  /** Draws again for another theme or width what does not follow CSS by itself. */
  refresh?(): void;
  /** Brings a part into view, for a link from another tab. */
  reveal?(target: TabTarget): void;
  dispose?(): void;
  readonly files?: readonly TabFile[];
}

/** How a card knows a tab before it is made. */
export interface RunTabFactory {
  readonly id: TabId;
  readonly title: string;
  /** Left out of the bar when it would be empty, a plan without a query for instance. */
  readonly offered?: (model: RunModel) => boolean;
  /** A short mark beside the title, e.g. the number of findings, with its words for a screen reader. */
  readonly badge?: (model: RunModel) => { readonly text: string; readonly label: string } | undefined;
  readonly create: (host: TabHost) => RunTab;
}
