import { css } from "lit";

/** Messages, sources, actions below answers, progress, notices, tasks and widgets. */
export const itemStyles = css`
  .item {
    contain: content;
    overflow-clip-margin: 6px;
    margin-block: calc(var(--space) * 0.5);
    min-width: 0;
  }
  .question {
    display: flex;
    flex-direction: column;
    align-items: flex-end;
    gap: 6px;
    margin-block-start: calc(var(--space) * 1.25);
  }
  .question:first-child {
    margin-block-start: 0;
  }
  .bubble {
    max-width: min(85%, 34rem);
    padding: calc(var(--space) * 0.5) calc(var(--space) * 0.9);
    border-radius: var(--radius);
    border-end-end-radius: min(var(--radius), 5px);
    background: var(--bubble);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .quote {
    max-width: min(85%, 34rem);
    max-height: 8.7em;
    margin: 0;
    padding: 2px 12px;
    border-inline-end: 3px solid color-mix(in srgb, var(--accent) 50%, transparent);
    color: var(--muted);
    font-size: 0.9em;
    line-height: 1.45;
    overflow: auto;
    overflow-wrap: anywhere;
    white-space: pre-line;
    scrollbar-width: thin;
  }
  .actions {
    display: flex;
    gap: 2px;
    margin-block: calc(var(--space) * -0.25) 4px;
    margin-inline: -8px 0;
  }
  .actions .quiet {
    width: 32px;
    height: 32px;
  }
  .actions .icon {
    width: 16px;
    height: 16px;
  }
  .sources {
    margin-block: calc(var(--space) * 0.75) calc(var(--space) * 0.5);
  }
  .sources h3 {
    margin: 0 0 4px;
    color: var(--muted);
    font-size: 0.8em;
    font-weight: 600;
    letter-spacing: 0.03em;
  }
  .sources ol,
  .task-sources {
    display: grid;
    gap: 2px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .sources li {
    display: flex;
    align-items: baseline;
    gap: 8px;
    min-width: 0;
    font-size: 0.9em;
  }
  .source {
    display: flex;
    align-items: baseline;
    gap: 8px;
    min-width: 0;
    color: inherit;
    text-decoration: none;
  }
  .source > .icon {
    align-self: center;
    width: 14px;
    height: 14px;
  }
  .source-title {
    overflow: hidden;
    color: var(--link);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  a.source:hover .source-title {
    text-decoration: underline;
  }
  .source-place {
    flex: none;
    max-width: 12em;
    overflow: hidden;
    color: var(--muted);
    font-size: 0.9em;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .chip,
  .source-number {
    display: inline-block;
    min-width: 1.55em;
    padding-inline: 0.35em;
    border-radius: 0.8em;
    background: var(--bubble);
    color: var(--link);
    font-size: 0.72em;
    font-weight: 600;
    line-height: 1.55;
    text-align: center;
    text-decoration: none;
  }
  .chip {
    margin-inline: 0.25em 0.1em;
    vertical-align: 0.18em;
  }
  a.chip:hover {
    background: var(--accent);
    color: var(--on-accent);
  }
  .activity {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 2em;
    color: var(--muted);
  }
  .shimmer {
    animation: pulse 1.6s ease-in-out infinite;
  }
  .dots {
    gap: 5px;
  }
  .dots i {
    width: 7px;
    height: 7px;
    border-radius: 50%;
    background: var(--muted);
    animation: pulse 1.2s ease-in-out infinite;
  }
  .dots i:nth-child(2) {
    animation-delay: 0.15s;
  }
  .dots i:nth-child(3) {
    animation-delay: 0.3s;
  }
  .paging {
    color: var(--muted);
    font-size: 0.87em;
    text-align: center;
  }
  .notice {
    display: flex;
    gap: 10px;
    margin-block: calc(var(--space) * 0.5);
    padding: 10px 14px;
    border-radius: min(var(--radius), 14px);
    background: var(--soft);
    font-size: 0.93em;
  }
  .notice > .icon {
    margin-block-start: 3px;
    color: var(--link);
  }
  .notice[data-level="warning"] > .icon {
    color: var(--warning);
  }
  .notice[data-level="danger"] > .icon {
    color: var(--danger);
  }
  .work {
    color: var(--muted);
    font-size: 0.93em;
  }
  .work summary {
    width: fit-content;
    border-radius: 6px;
    cursor: pointer;
  }
  .task {
    display: flex;
    gap: 10px;
    padding-block: 4px;
  }
  .task > div {
    flex: 1;
    min-width: 0;
  }
  .task > .icon {
    width: 15px;
    height: 15px;
    margin-block-start: 4px;
  }
  .task[data-status="loading"] > .icon {
    animation: pulse 1.2s ease-in-out infinite;
  }
  .task p {
    margin: 0;
  }
  .generated {
    display: block;
    max-width: 100%;
    border-radius: var(--radius-small);
  }
  .card {
    display: grid;
    gap: 10px;
    padding: 14px 16px;
    border: 1px solid var(--line);
    border-radius: min(var(--radius), 14px);
    background: var(--softer);
  }
  .widget h4,
  .widget p {
    margin: 0;
  }
  .widget img {
    max-width: 100%;
    border-radius: var(--radius-small);
  }
  .widget .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .widget .row:empty {
    display: none;
  }
  .widget hr {
    width: 100%;
    margin: 0;
    border: 0;
    border-block-start: 1px solid var(--line);
  }
  .caption {
    color: var(--muted);
    font-size: 0.87em;
  }
  .badge {
    padding: 1px 9px;
    border-radius: 1em;
    background: var(--bubble);
    font-size: 0.8em;
    font-weight: 500;
  }
  .list-item {
    display: block;
    width: 100%;
    padding: 8px 12px;
    border-radius: var(--radius-small);
    text-align: start;
  }
  button.list-item:hover {
    background: var(--hover);
  }
`;
