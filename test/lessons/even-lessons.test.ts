import { judgeLessons } from "./judge-lessons.js";

judgeLessons((index) => index % 2 === 0);
