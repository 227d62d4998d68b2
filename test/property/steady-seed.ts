import fc from "fast-check";

/** The suite draws the same programs each time, so that it says the same of the same code; a search draws others each time. */
if (process.env["STAGEPLAY_PROPERTY_RUNS"] === undefined) fc.configureGlobal({ seed: 42 });
