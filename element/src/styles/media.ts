import { css } from "lit";

/** What adapts to the space, the device and the visitor's settings. */
export const mediaStyles = css`
  @container (max-width: 30rem) {
    .start h2 {
      font-size: 1.4em;
    }
    .column {
      padding-inline: 14px;
    }
    .footer .column {
      padding-inline: 10px;
    }
    .bubble,
    .quote {
      max-width: 90%;
    }
    .problem {
      flex-wrap: wrap;
    }
  }
  @media (pointer: coarse) {
    .quiet,
    .send {
      min-width: 40px;
      min-height: 40px;
    }
    .composer textarea {
      /* Below 16px, iOS zooms the page into the field. */
      font-size: max(16px, 1em);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 1ms !important;
      animation-iteration-count: 1 !important;
      transition: none !important;
    }
  }
  @media (forced-colors: active) {
    .bubble,
    .composer,
    .notice,
    .chip,
    .button,
    .jump,
    .send {
      border: 1px solid;
    }
    .composer:focus-within {
      outline: 2px solid Highlight;
    }
    .dots i {
      background: CanvasText;
    }
    .thread-open[aria-current="true"] {
      border: 1px solid Highlight;
    }
  }
  @media print {
    :host,
    .frame,
    .chat,
    .body,
    .log {
      height: auto !important;
      overflow: visible !important;
    }
    .footer,
    .actions,
    .jump,
    .copy-code,
    .header button {
      display: none;
    }
    .item {
      break-inside: avoid;
    }
  }
`;
