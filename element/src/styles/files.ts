import { css } from "lit";

/** Files: in the tray above the draft, in messages that were sent, dragged over the chat. */
export const fileStyles = css`
  .tray,
  .attached {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .tray {
    max-height: 11.5em;
    padding: 4px;
    overflow-y: auto;
    scrollbar-width: thin;
  }
  .file {
    display: flex;
    align-items: center;
    gap: 8px;
    flex: 0 1 calc(50% - 3px);
    box-sizing: border-box;
    min-width: min(100%, 10.5em);
    padding: 4px;
    border: 1px solid var(--line);
    border-radius: var(--radius-small);
    background: var(--softer);
  }
  .file[data-state="failed"] {
    flex-basis: 100%;
    border-color: color-mix(in srgb, var(--danger) 45%, transparent);
  }
  .file-face {
    position: relative;
    display: grid;
    flex: none;
    width: 38px;
    height: 38px;
    place-items: center;
    border-radius: 7px;
    background: var(--bubble);
    color: var(--link);
    overflow: hidden;
  }
  .file-face canvas {
    width: 100%;
    height: 100%;
  }
  .file[data-state="going"] .file-face > :first-child {
    opacity: 0.4;
  }
  .ring {
    position: absolute;
    width: 20px;
    height: 20px;
    border: 2px solid color-mix(in srgb, var(--text) 18%, transparent);
    border-block-start-color: var(--link);
    border-radius: 50%;
    animation: turn 0.9s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  .file-text {
    display: grid;
    flex: 1;
    min-width: 0;
    font-size: 0.87em;
    line-height: 1.35;
  }
  .file-name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .file-state {
    color: var(--muted);
    font-size: 0.92em;
  }
  .file[data-state="failed"] .file-state,
  .refused .icon {
    color: var(--danger);
  }
  .file .quiet {
    width: 28px;
    height: 28px;
    margin-inline-start: -4px;
  }
  .file .quiet .icon {
    width: 15px;
    height: 15px;
  }
  .refused {
    display: flex;
    align-items: start;
    gap: 8px;
    margin: 0;
    padding: 6px 10px;
    font-size: 0.87em;
    line-height: 1.4;
    overflow-wrap: anywhere;
  }
  .refused .icon {
    width: 15px;
    height: 15px;
    margin-block-start: 2px;
  }
  .attached {
    justify-content: flex-end;
    max-width: min(85%, 34rem);
  }
  .sent-file {
    min-width: 0;
    max-width: 100%;
  }
  .picture {
    display: block;
    border: 1px solid var(--line);
    border-radius: var(--radius-small);
    background: var(--soft);
    overflow: hidden;
  }
  .picture img {
    display: block;
    width: 10em;
    height: 7.5em;
    object-fit: cover;
  }
  .sent-file .file-name {
    display: flex;
    align-items: center;
    gap: 6px;
    padding: 5px 10px;
    border: 1px solid var(--line);
    border-radius: var(--radius-small);
    font-size: 0.87em;
  }
  .sent-file .file-name span {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .sent-file .file-name .icon {
    width: 15px;
    height: 15px;
    color: var(--link);
  }
  .picture + .file-name {
    display: none;
  }
  .drop {
    position: absolute;
    inset: 8px;
    z-index: 5;
    display: grid;
    place-items: center;
    border: 2px dashed var(--link);
    border-radius: var(--radius);
    background: color-mix(in srgb, var(--raised) 90%, var(--accent));
    pointer-events: none;
  }
  .drop p {
    display: flex;
    align-items: center;
    gap: 8px;
    margin: 0;
    color: var(--link);
    font-weight: 500;
  }
  .attach {
    margin: 1px;
  }
  .composer .attach ~ textarea {
    padding-inline-start: 4px;
  }
  @media (pointer: coarse) {
    .file .quiet {
      min-width: 34px;
      min-height: 34px;
    }
  }
`;
