import { css } from "lit";

/** The composer and the problem banner above it. What is attached: `files.ts`. */
export const composerStyles = css`
  .composer {
    display: block;
    padding: 4px;
    border: 1px solid var(--line);
    border-radius: max(var(--radius), 4px);
    background: color-mix(in srgb, var(--raised) 88%, transparent);
    box-shadow: var(--shadow);
    transition: border-color 0.15s;
  }
  .composer:focus-within {
    border-color: var(--link);
  }
  .composer-line {
    display: flex;
    align-items: flex-end;
    gap: 4px;
  }
  .composer textarea {
    display: block;
    flex: 1;
    min-width: 0;
    max-height: 11.5em;
    padding-block: 8px;
    padding-inline: 12px 4px;
    border: 0;
    outline: 0;
    background: none;
    field-sizing: content;
    line-height: 1.5;
    overflow-y: auto;
    resize: none;
    scrollbar-width: thin;
  }
  .composer textarea::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  .composer-bar {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: 4px;
    padding: 2px 4px 0;
  }
  .send {
    display: grid;
    flex: none;
    margin: 1px;
    width: 36px;
    height: 36px;
    padding: 0;
    place-items: center;
    border-radius: var(--radius);
    background: var(--accent);
    color: var(--on-accent);
  }
  .send:hover:not(:disabled) {
    background: color-mix(in srgb, var(--accent) 88%, var(--text));
  }
  .send:disabled {
    background: var(--hover);
    color: var(--muted);
    opacity: 1;
  }
  .send.stop .icon {
    width: 14px;
    height: 14px;
    fill: currentColor;
  }
  .composer-quote {
    display: flex;
    align-items: start;
    gap: 8px;
    margin: 4px 4px 2px;
    padding-block: 8px;
    padding-inline: 12px 4px;
    border-radius: calc(var(--radius) - 6px);
    background: var(--soft);
    color: var(--muted);
  }
  .composer-quote > .icon {
    width: 15px;
    height: 15px;
    margin-block-start: 4px;
    color: var(--link);
  }
  .composer-quote blockquote {
    flex: 1;
    max-height: 4.3em;
    margin: 0;
    overflow: auto;
    font-size: 0.9em;
    line-height: 1.45;
    overflow-wrap: anywhere;
    white-space: pre-line;
    scrollbar-width: thin;
  }
  .composer-quote .quiet {
    width: 26px;
    height: 26px;
    margin-block: -2px;
  }
  .tool,
  .models {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    max-width: 12em;
    min-height: 32px;
    padding: 2px 10px;
    border: 1px solid transparent;
    border-radius: min(var(--radius), 16px);
    background: none;
    color: var(--muted);
    font-size: 0.87em;
  }
  .tool:hover,
  .models:hover {
    background: var(--hover);
  }
  .tool[aria-pressed="true"] {
    border-color: color-mix(in srgb, var(--accent) 40%, transparent);
    background: var(--bubble);
    color: var(--text);
  }
  .tool .icon {
    width: 15px;
    height: 15px;
  }
  .problem {
    display: flex;
    align-items: center;
    gap: 10px;
    margin-block-end: 8px;
    padding-block: 8px;
    padding-inline: 14px 6px;
    border: 1px solid color-mix(in srgb, var(--danger) 28%, transparent);
    border-radius: min(var(--radius), 14px);
    background: color-mix(in srgb, var(--danger) 7%, var(--raised));
    font-size: 0.93em;
    line-height: 1.4;
  }
  .problem > .icon {
    color: var(--danger);
  }
  .problem p {
    flex: 1;
    min-width: 0;
    margin: 0;
    overflow-wrap: anywhere;
  }
  .wait {
    font-variant-numeric: tabular-nums;
  }
`;
