/**
 * The look of the round button: all the CSS that a page gets before somebody opens the chat.
 *
 * `--chatkit-*` come from `styles.module.css`, `--ck-*` are set by the launcher from the config. Parts for the owner's
 * CSS: `launcher`, `badge`, `note`.
 */
export const launcherStyle = /* css */ `
:host {
  --ck-accent: var(--chatkit-accent, #2563eb);
  position: fixed;
  z-index: var(--ck-z);
  font: 15px/1.5 var(--chatkit-font, system-ui, sans-serif);
}
button {
  all: unset;
  box-sizing: border-box;
  cursor: pointer;
  -webkit-tap-highlight-color: transparent;
}
button:focus-visible {
  outline: 3px solid var(--ck-accent);
  outline-offset: 3px;
}
.launcher, .note {
  position: fixed;
  inset: var(--ck-top, auto) var(--ck-right, auto) var(--ck-bottom, auto) var(--ck-left, auto);
}
.launcher {
  inline-size: 56px;
  block-size: 56px;
  display: grid;
  place-items: center;
  border-radius: 50%;
  color: #fff;
  background: linear-gradient(160deg, #fff4, #fff0 60%) var(--ck-accent);
  border: 1px solid #fff3;
  box-shadow: 0 2px 6px #0003, 0 10px 28px color-mix(in srgb, var(--ck-accent) 40%, transparent);
}
@supports (color: color(from red xyz-d65 x y z)) {
  .launcher {
    color: var(--chatkit-on-accent, color(from var(--ck-accent) xyz-d65 clamp(0, (0.179 - y) * 999, 0.95) clamp(0, (0.179 - y) * 999, 1) clamp(0, (0.179 - y) * 999, 1.09)));
  }
  button:focus-visible {
    outline-color: oklch(from var(--ck-accent) 0.57 c h);
  }
}
svg {
  grid-area: 1 / 1;
  fill: none;
  stroke: currentColor;
  stroke-width: 2;
  stroke-linecap: round;
  stroke-linejoin: round;
}
[aria-expanded='false'] svg + svg, [aria-expanded='true'] svg:first-child {
  opacity: 0;
  scale: 0.5;
}
.badge {
  position: absolute;
  inset: -2px -2px auto auto;
  inline-size: 16px;
  block-size: 16px;
  border-radius: 50%;
  background: #e5484d;
  border: 2px solid #fff;
}
.note {
  max-inline-size: 240px;
  margin: 0 68px;
  padding: 10px 14px;
  border-radius: 14px;
  font-size: 13px;
  color: #fff;
  background: #222;
}
[hidden] {
  display: none !important;
}
@media (prefers-reduced-motion: no-preference) {
  .launcher, svg {
    transition: 0.2s cubic-bezier(0.2, 0.8, 0.2, 1);
  }
  .launcher:hover {
    translate: 0 -2px;
  }
  .launcher:active {
    scale: 0.94;
  }
  [aria-busy='true'] svg {
    animation: breathe 0.7s infinite alternate;
  }
  @keyframes breathe {
    to {
      scale: 0.8;
    }
  }
}
@media (forced-colors: active) {
  .launcher {
    border-color: ButtonText;
  }
}
@media print {
  :host {
    display: none;
  }
}
`;
