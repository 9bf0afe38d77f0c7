/**
 * Design tokens. A page sets these custom properties on the element, or on anything around it:
 *
 *   --chatkit-accent          buttons, links, the visitor's messages
 *   --chatkit-on-accent       text on the accent (default: black or white, whichever reads better)
 *   --chatkit-surface         background; `transparent` lets a glass panel behind the element show through
 *   --chatkit-surface-raised  composer, menus and the history, which must stay readable over anything
 *   --chatkit-text            text
 *   --chatkit-muted           secondary text
 *   --chatkit-line            hairlines
 *   --chatkit-danger          errors and destructive buttons
 *   --chatkit-radius          corner radius of the composer and messages
 *   --chatkit-font, --chatkit-font-mono, --chatkit-font-size
 *   --chatkit-density         factor on all spacing, 1 by default
 *   --chatkit-column          widest line of text, 46rem by default
 *
 * They outrank the `theme` option, which arrives as --theme-*. The rest is derived, so that a surface of any colour,
 * or none, keeps its contrast. Parts: frame header title log start-screen greeting prompt user-message
 * assistant-message markdown quote attachments sources widget workflow task notice progress actions error retry-button
 * composer input attach-button drop-area send-button stop-button disclaimer closed history threads thread
 * history-button new-button header-action jump-button footer.
 */

import { css } from "lit";

export const tokenStyles = css`
  :host {
    display: block;
    width: 100%;
    height: 100%;
    min-height: 0;
    position: relative;
  }
  :host([hidden]) {
    display: none;
  }
  .frame {
    --hue: var(--theme-hue, 222);
    --tint: var(--theme-tint, 9%);
    --accent: var(--chatkit-accent, var(--theme-accent, #3454d1));
    --surface: var(--chatkit-surface, var(--theme-surface, #fff));
    --raised: var(--chatkit-surface-raised, var(--theme-surface, #fff));
    --text: var(--chatkit-text, var(--theme-text, hsl(var(--hue) 16% 12%)));
    --danger: var(--chatkit-danger, #b3261e);
    --warning: #8a5a00;
    --muted: var(--chatkit-muted, color-mix(in srgb, var(--text) 66%, hsl(var(--hue) var(--tint) 70%)));
    --line: var(--chatkit-line, color-mix(in srgb, var(--text) 13%, transparent));
    --soft: color-mix(in srgb, var(--text) 5%, transparent);
    --softer: color-mix(in srgb, var(--text) 3%, transparent);
    --hover: color-mix(in srgb, var(--text) 8%, transparent);
    --link: color-mix(in srgb, var(--accent) 82%, var(--text));
    --bubble: color-mix(in srgb, var(--accent) 11%, transparent);
    --on-accent: var(--chatkit-on-accent, #fff);
    --shadow: 0 1px 2px rgb(15 20 35 / 5%), 0 6px 20px rgb(15 20 35 / 7%);
    --radius: var(--chatkit-radius, var(--theme-radius, 18px));
    --radius-small: min(var(--radius), 10px);
    --space: calc(1rem * var(--chatkit-density, var(--theme-density, 1)));
    --column: var(--chatkit-column, 46rem);
    --mono: var(--chatkit-font-mono, var(--theme-font-mono, ui-monospace, "SF Mono", Menlo, Consolas, monospace));
    color-scheme: light;
    color: var(--text);
    background: var(--surface);
    font: 400 var(--chatkit-font-size, var(--theme-size, 15px)) / 1.55
      var(--chatkit-font, var(--theme-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif));
    -webkit-font-smoothing: antialiased;
    text-align: start;
    letter-spacing: normal;
  }
  .frame[data-scheme="dark"] {
    --accent: var(--chatkit-accent, var(--theme-accent, #8ea6ff));
    --surface: var(--chatkit-surface, var(--theme-surface, #14161b));
    --raised: var(--chatkit-surface-raised, var(--theme-surface, #1c1f26));
    --text: var(--chatkit-text, var(--theme-text, hsl(var(--hue) 16% 93%)));
    --danger: var(--chatkit-danger, #ff8a80);
    --warning: #f2c14e;
    --muted: var(--chatkit-muted, color-mix(in srgb, var(--text) 66%, hsl(var(--hue) var(--tint) 30%)));
    --soft: color-mix(in srgb, var(--text) 8%, transparent);
    --softer: color-mix(in srgb, var(--text) 5%, transparent);
    --hover: color-mix(in srgb, var(--text) 12%, transparent);
    --bubble: color-mix(in srgb, var(--accent) 18%, transparent);
    --shadow: 0 1px 2px rgb(0 0 0 / 30%), 0 8px 24px rgb(0 0 0 / 28%);
    color-scheme: dark;
  }
  @supports (color: color(from red xyz-d65 x y z)) {
    .frame {
      /* White up to the luminance at which black begins to contrast better: 4.5:1 or more on any accent. */
      --on-accent: var(
        --chatkit-on-accent,
        color(
          from var(--accent) xyz-d65 clamp(0, (0.179 - y) * 999, 0.95) clamp(0, (0.179 - y) * 999, 1)
            clamp(0, (0.179 - y) * 999, 1.09)
        )
      );
      --link: oklch(from var(--accent) min(l, 0.52) c h);
    }
    .frame[data-scheme="dark"] {
      --link: oklch(from var(--accent) max(l, 0.72) c h);
    }
  }
`;
