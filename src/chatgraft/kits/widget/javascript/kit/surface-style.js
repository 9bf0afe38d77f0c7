/** Colours of everything that opens: shared by the panel's frame and the selection button. */
export const surfaceStyle = /* css */ `
:host {
  --ck-surface: var(--chatkit-surface, #fff);
  --ck-text: var(--chatkit-text, #14161a);
  --ck-opaque: 100%;
  color-scheme: light;
  color: var(--ck-text);
}
:host([scheme='dark']) {
  --ck-surface: var(--chatkit-surface, #16181d);
  --ck-text: var(--chatkit-text, #eceef2);
  color-scheme: dark;
}
:host([look='glass']) {
  --ck-opaque: var(--chatkit-glass, 78%);
}
`;
