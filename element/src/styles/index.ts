import { composerStyles } from "./composer.js";
import { controlStyles } from "./controls.js";
import { fileStyles } from "./files.js";
import { frameStyles } from "./frame.js";
import { historyStyles } from "./history.js";
import { itemStyles } from "./items.js";
import { markdownStyles } from "./markdown.js";
import { mediaStyles } from "./media.js";
import { tokenStyles } from "./tokens.js";

/** In cascade order: what adapts to the visitor's device comes last. */
export const styles = [
  tokenStyles, frameStyles, controlStyles, composerStyles, fileStyles, itemStyles, markdownStyles, historyStyles,
  mediaStyles,
];
