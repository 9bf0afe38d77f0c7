import { css } from "lit";

/** The frame, header, log, footer and start screen. */
export const frameStyles = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  .frame {
    position: relative;
    display: grid;
    height: 100%;
    min-height: 0;
    overflow: hidden;
    border-radius: inherit;
    container-type: inline-size;
  }
  .chat {
    display: flex;
    flex-direction: column;
    min-height: 0;
    min-width: 0;
  }
  .header {
    display: flex;
    align-items: center;
    gap: 2px;
    flex: none;
    min-height: 52px;
    padding-block: 6px;
    padding-inline: 16px 8px;
  }
  .title {
    flex: 1;
    min-width: 0;
    margin: 0;
    overflow: hidden;
    font-size: 1em;
    font-weight: 600;
    letter-spacing: -0.01em;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .body {
    position: relative;
    flex: 1;
    min-height: 0;
  }
  .log {
    height: 100%;
    overflow: hidden auto;
    overflow-anchor: none;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--line) transparent;
    outline-offset: -3px;
  }
  .log > .column {
    display: flex;
    flex-direction: column;
    min-height: 100%;
    padding-block: var(--space) calc(var(--space) * 1.5);
  }
  .column {
    width: 100%;
    max-width: calc(var(--column) + 32px);
    margin-inline: auto;
    padding-inline: 16px;
  }
  .footer {
    flex: none;
    padding-block: 4px max(12px, env(safe-area-inset-bottom));
  }
  .start {
    display: flex;
    flex: 1;
    flex-direction: column;
    justify-content: flex-end;
    gap: calc(var(--space) * 1.25);
  }
  .start h2 {
    margin: 0;
    font-size: 1.6em;
    font-weight: 600;
    line-height: 1.25;
    letter-spacing: -0.022em;
    text-wrap: balance;
    white-space: pre-line;
  }
  .prompts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr));
    gap: 8px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .prompt {
    display: flex;
    align-items: center;
    gap: 10px;
    width: 100%;
    height: 100%;
    min-height: 46px;
    padding: 10px 14px;
    border: 1px solid var(--line);
    border-radius: min(var(--radius), 14px);
    background: var(--softer);
    line-height: 1.35;
    text-align: start;
  }
  .prompt .icon {
    color: var(--link);
  }
  .prompt:hover:not(:disabled) {
    border-color: color-mix(in srgb, var(--accent) 45%, transparent);
    background: var(--bubble);
  }
  .jump {
    position: absolute;
    inset-block-end: 10px;
    inset-inline-start: 50%;
    display: grid;
    width: 36px;
    height: 36px;
    margin-inline-start: -18px;
    padding: 0;
    place-items: center;
    border: 1px solid var(--line);
    border-radius: 50%;
    background: var(--raised);
    box-shadow: var(--shadow);
  }
  .disclaimer {
    margin-block-start: 8px;
    color: var(--muted);
    font-size: 0.8em;
    line-height: 1.4;
    text-align: center;
  }
  .disclaimer[data-contrast="high"] {
    color: var(--text);
  }
  .closed {
    margin: 0;
    padding: 12px;
    border-radius: var(--radius-small);
    background: var(--soft);
    color: var(--muted);
    text-align: center;
  }
  .unusable {
    align-self: center;
    max-width: 32rem;
    margin: auto;
    padding: 24px;
    color: var(--muted);
    overflow-wrap: anywhere;
  }
  .skeleton {
    display: grid;
    gap: 12px;
    padding-block: 16px;
  }
  .skeleton i {
    height: 14px;
    border-radius: 7px;
    background: var(--soft);
    animation: pulse 1.6s ease-in-out infinite;
  }
  .skeleton i:nth-child(2) {
    width: 82%;
  }
  .skeleton i:nth-child(3) {
    width: 56%;
  }
  @keyframes pulse {
    50% {
      opacity: 0.45;
    }
  }
`;
