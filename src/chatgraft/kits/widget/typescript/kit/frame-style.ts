/** The look of the panel's frame. Parts for the owner's CSS: `panel`, `status`. */
export const frameStyle = /* css */ `
dialog {
  position: fixed;
  inset: var(--ck-panel-top, auto) var(--ck-right, auto) var(--ck-panel-bottom, auto) var(--ck-left, auto);
  margin: 0;
  padding: 0;
  box-sizing: border-box;
  inline-size: min(var(--ck-width), calc(100vw - 2 * var(--ck-x)));
  block-size: min(var(--ck-height), calc(100dvh - 2 * var(--ck-y) - 68px));
  max-inline-size: none;
  max-block-size: none;
  overflow: hidden;
  color: inherit;
  background: color-mix(in srgb, var(--ck-surface) var(--ck-opaque), transparent);
  border: 1px solid color-mix(in srgb, var(--ck-text) 12%, transparent);
  border-radius: var(--chatkit-radius, 20px);
  box-shadow: inset 0 1px #fff3, 0 4px 12px #0001, 0 24px 64px #0004;
}
:host([look='glass']) dialog {
  backdrop-filter: blur(var(--chatkit-blur, 24px)) saturate(1.6);
}
dialog[open] {
  display: flex;
  flex-direction: column;
}
dialog:focus {
  outline: none;
}
dialog::backdrop {
  background: none;
}
::slotted(*) {
  display: block;
  flex: 1;
  inline-size: 100%;
  min-block-size: 0;
}
:host([look='glass']) ::slotted(*) {
  --chatkit-surface: transparent;
  --chatkit-surface-raised: color-mix(in srgb, var(--ck-surface) 88%, transparent);
}
.wait {
  margin: auto;
  padding: 24px;
  text-align: center;
  opacity: 0.7;
}
.close {
  display: none;
  position: absolute;
  inset: calc(8px + env(safe-area-inset-top)) 8px auto auto;
  inline-size: 44px;
  block-size: 44px;
  font-size: 24px;
  line-height: 44px;
  text-align: center;
}
/* Little height: the panel takes the button's place, too; it has a way to close of its own. */
@media (max-height: 640px) {
  .launcher[aria-expanded='true'] {
    display: none;
  }
  dialog {
    inset: var(--ck-top, auto) var(--ck-right, auto) var(--ck-bottom, auto) var(--ck-left, auto);
    block-size: min(var(--ck-height), calc(100dvh - 2 * var(--ck-y)));
  }
}
@media (max-width: 520px), (max-height: 640px) {
  :host(:not([ready])) .close {
    display: block;
  }
}
/* A sheet over everything; the same condition as in frame.ts. */
@media (max-width: 520px), (max-height: 420px) {
  dialog, dialog:modal {
    inset: var(--ck-view-top, 0) 0 auto;
    inline-size: 100vw;
    block-size: var(--ck-view, 100dvh);
    padding: env(safe-area-inset-top) 0 env(safe-area-inset-bottom);
    border: 0;
    border-radius: 0;
    overscroll-behavior: contain;
  }
  :host([look='glass']) {
    --ck-opaque: max(var(--chatkit-glass, 78%), 92%);
  }
}
@media (prefers-reduced-motion: no-preference) {
  dialog[open] {
    animation: rise 0.24s cubic-bezier(0.2, 0.8, 0.2, 1);
  }
  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 16px;
    }
  }
}
@media (forced-colors: active) {
  dialog {
    border: 1px solid;
  }
}
`;
