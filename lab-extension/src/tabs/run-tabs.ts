import { adviceTab } from "./advice-tab.js";
import { dagTab } from "./dag-tab.js";
import { overviewTab } from "./overview-tab.js";
import { planTab } from "./plan-tab.js";
import type { RunTabFactory } from "./run-tab.js";
import { sequenceTab } from "./sequence-tab.js";
import { stagesTab } from "./stages-tab.js";
import { timelineTab } from "./timeline-tab.js";

/** The tabs of a card in their order; the first is the one that is shown. */
export const RUN_TABS: readonly RunTabFactory[] = [
  overviewTab,
  dagTab,
  timelineTab,
  stagesTab,
  planTab,
  sequenceTab,
  adviceTab,
];
