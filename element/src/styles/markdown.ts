import { css } from "lit";

/** What the markdown renderer makes. */
export const markdownStyles = css`
  .markdown {
    overflow-wrap: anywhere;
  }
  .markdown > :first-child {
    margin-block-start: 0;
  }
  .markdown > :last-child {
    margin-block-end: 0;
  }
  .markdown :is(p, ul, ol, blockquote, .table, .code) {
    margin-block: 0 calc(var(--space) * 0.75);
  }
  .markdown :is(h3, h4, h5, h6) {
    margin: calc(var(--space) * 1.15) 0 calc(var(--space) * 0.4);
    font-size: 1em;
    font-weight: 650;
    line-height: 1.35;
    letter-spacing: -0.01em;
  }
  .markdown h3 {
    font-size: 1.15em;
  }
  .markdown :is(ul, ol) {
    padding-inline-start: 1.5em;
  }
  .markdown li {
    margin-block: 0.25em;
  }
  .markdown li > :is(ul, ol) {
    margin-block: 0.25em;
  }
  .markdown li::marker {
    color: var(--muted);
  }
  .markdown a:not(.chip) {
    color: var(--link);
    text-decoration: underline;
    text-decoration-color: color-mix(in srgb, currentColor 35%, transparent);
    text-underline-offset: 0.18em;
  }
  .markdown a:not(.chip, [href]) {
    color: inherit;
    text-decoration: none;
  }
  .markdown a:hover {
    text-decoration-color: currentColor;
  }
  .markdown blockquote {
    margin-inline: 0;
    padding-inline-start: 1em;
    border-inline-start: 3px solid var(--line);
    color: var(--muted);
  }
  .markdown hr {
    margin-block: var(--space);
    border: 0;
    border-block-start: 1px solid var(--line);
  }
  .markdown img {
    max-width: 100%;
    border-radius: var(--radius-small);
  }
  .markdown code {
    padding: 0.12em 0.35em;
    border-radius: 5px;
    background: var(--soft);
    font: 0.88em var(--mono);
  }
  .code {
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: min(var(--radius), 12px);
    background: var(--softer);
  }
  .code-bar {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding-block: 2px;
    padding-inline: 14px 4px;
    border-block-end: 1px solid var(--line);
    color: var(--muted);
    font-size: 0.8em;
  }
  .copy-code {
    padding: 4px 10px;
    border-radius: 7px;
    font-weight: 500;
  }
  .copy-code:hover {
    background: var(--hover);
    color: var(--text);
  }
  .code pre {
    margin: 0;
    padding: 12px 14px;
    overflow-x: auto;
    outline-offset: -3px;
    scrollbar-width: thin;
  }
  .code pre code {
    padding: 0;
    background: none;
    font-size: 0.87em;
    line-height: 1.55;
    overflow-wrap: normal;
    tab-size: 2;
    white-space: pre;
  }
  .table {
    overflow-x: auto;
    border: 1px solid var(--line);
    border-radius: min(var(--radius), 12px);
    scrollbar-width: thin;
  }
  .table table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.93em;
    line-height: 1.45;
    overflow-wrap: normal;
  }
  .table code {
    white-space: nowrap;
  }
  .table :is(th, td) {
    min-width: 6em;
    padding: 8px 14px;
    border-block-end: 1px solid var(--line);
    text-align: start;
    vertical-align: top;
  }
  .table tbody tr:last-child td {
    border-block-end: 0;
  }
  .table th {
    background: var(--softer);
    font-weight: 600;
    white-space: nowrap;
  }
  :is(.disclaimer, .notice, .task) .markdown > * {
    margin-block: 0;
  }
`;
