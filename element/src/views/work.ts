/** Progress that the server keeps in the thread: single tasks and workflows of several. */

import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../icons.js";
import type { Task, WorkflowItem } from "../protocol.js";
import { renderMarkdown } from "./item.js";
import { renderSource } from "./sources.js";

const TITLES: Readonly<Record<string, string>> = {
  web_search: "Searched the web",
  thought: "Thought about it",
  file: "Read files",
  image: "Made an image",
};

export function renderTask(task: Task, imageDomains: readonly string[]): TemplateResult {
  const title = task.title ?? TITLES[task.type] ?? "Worked on it";
  const details = task.content
    ? renderMarkdown(task.content, { open: task.status_indicator === "loading", imageDomains })
    : nothing;
  return html`<div class="task" data-status=${task.status_indicator ?? "none"}>
    ${icon(task.type === "web_search" ? "search" : "check")}
    <div><p dir="auto">${title}</p>${details}
      ${task.sources?.length
        ? html`<ul class="task-sources">${task.sources.map((source) => html`<li>${renderSource(source)}</li>`)}</ul>`
        : nothing}
    </div>
  </div>`;
}

export function renderWorkflow(workflow: WorkflowItem["workflow"], domains: readonly string[]): TemplateResult {
  return html`<details class="item work" part="workflow" ?open=${workflow.expanded ?? false}>
    <summary dir="auto">${summaryOf(workflow)}</summary>
    ${workflow.tasks.map((task) => renderTask(task, domains))}
  </details>`;
}

function summaryOf(workflow: WorkflowItem["workflow"]): string {
  const { summary, type, tasks } = workflow;
  if (summary?.title) return summary.title;
  if (summary?.duration !== undefined) return `Thought for ${String(Math.max(1, Math.round(summary.duration)))} s`;
  return tasks.at(-1)?.title ?? (type === "reasoning" ? "Thinking" : "Working");
}
