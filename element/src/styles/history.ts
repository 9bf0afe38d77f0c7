import { css } from "lit";

/** The history, laid over the chat. */
export const historyStyles = css`
  .history {
    position: absolute;
    inset: 0;
    z-index: 2;
    display: flex;
    flex-direction: column;
    overflow: hidden auto;
    overscroll-behavior: contain;
    background: color-mix(in srgb, var(--raised) 94%, transparent);
    backdrop-filter: blur(18px) saturate(1.3);
    animation: appear 0.16s ease-out;
    scrollbar-width: thin;
  }
  .history .header {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    gap: 6px;
    padding-inline: 8px;
    background: var(--raised);
  }
  .history .header .icon:dir(rtl) {
    transform: scaleX(-1);
  }
  .threads {
    width: 100%;
    max-width: calc(var(--column) + 32px);
    margin: 0 auto;
    padding: 4px 8px 12px;
    list-style: none;
  }
  .thread {
    display: flex;
    align-items: center;
    gap: 2px;
    min-height: 48px;
    padding-inline-end: 4px;
    border-radius: min(var(--radius), 12px);
  }
  .thread:hover,
  .thread:focus-within {
    background: var(--soft);
  }
  .thread-open {
    display: flex;
    flex: 1;
    align-items: baseline;
    gap: 12px;
    min-width: 0;
    min-height: 48px;
    padding: 10px 12px;
    border-radius: inherit;
    text-align: start;
  }
  .thread-open[aria-current="true"] .thread-title {
    color: var(--link);
    font-weight: 600;
  }
  .thread-title {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .thread-date {
    flex: none;
    color: var(--muted);
    font-size: 0.83em;
    font-variant-numeric: tabular-nums;
  }
  .thread.confirm {
    gap: 8px;
    padding-inline: 12px 6px;
  }
  .rename {
    display: flex;
    flex: 1;
    gap: 6px;
    padding-inline: 6px 2px;
  }
  .rename input {
    flex: 1;
  }
  .history-note {
    margin: 16px auto;
    padding-inline: 20px;
    color: var(--muted);
    text-align: center;
  }
  .more {
    align-self: center;
    margin-block-end: 20px;
  }
  @keyframes appear {
    from {
      opacity: 0;
      transform: translateY(6px);
    }
  }
`;
