/**
 * Widgets in a plain form: text, layout, links to actions and simple inputs. Components without a rendering of their
 * own show their children, so a newer server's widget loses its polish and never its words.
 */

import { html, nothing, type TemplateResult } from "lit";
import { namedIcon } from "../icons.js";
import { allowedImage } from "../markdown/links.js";
import type { WidgetItem, WidgetNode } from "../protocol.js";
import { renderMarkdown } from "./item.js";

export interface WidgetAction {
  type: string;
  payload?: Record<string, unknown>;
  handler?: "server" | "client";
  streaming?: boolean;
}

export interface WidgetActions {
  run: (action: WidgetAction, item: WidgetItem) => void;
}

interface WidgetContext {
  item: WidgetItem;
  actions: WidgetActions;
  imageDomains: readonly string[];
}

type Rendered = TemplateResult | typeof nothing | Rendered[];

const DEEPEST = 24;

export function renderWidget(item: WidgetItem, actions: WidgetActions, imageDomains: readonly string[]): Rendered {
  return renderNode(item.widget, { item, actions, imageDomains }, 0);
}

function renderNode(node: WidgetNode, context: WidgetContext, depth: number): Rendered {
  if (depth > DEEPEST) return nothing;
  const inner = (): Rendered[] => childrenOf(node).map((child) => renderNode(child, context, depth + 1));
  switch (node.type) {
    case "Title":
      return html`<h4 dir="auto">${text(node, "value")}</h4>`;
    case "Text":
    case "Label":
      return html`<p dir="auto">${text(node, "value")}</p>`;
    case "Caption":
      return html`<p class="caption" dir="auto">${text(node, "value")}</p>`;
    case "Badge":
      return html`<span class="badge">${text(node, "label")}</span>`;
    case "Markdown":
      return renderMarkdown(text(node, "value"), { open: node["streaming"] === true, imageDomains: context.imageDomains });
    case "Icon":
      return namedIcon(text(node, "name"));
    case "Image":
      return renderImage(node, context.imageDomains);
    case "Divider":
      return html`<hr />`;
    case "Button":
      return renderButton(node, context);
    case "Row":
      return html`<div class="row">${inner()}</div>`;
    case "Form":
      return html`<form @submit=${(event: SubmitEvent) => { submit(event, node["onSubmitAction"], context); }}>${inner()}</form>`;
    case "Card":
      return renderCard(node, context, inner());
    case "ListViewItem":
      if (!node["onClickAction"]) return html`<div class="list-item">${inner()}</div>`;
      return html`<button type="button" class="list-item"
        @click=${() => { act(node["onClickAction"], context); }}>${inner()}</button>`;
    case "Table":
      return html`<div class="table" tabindex="0"><table><tbody>${inner()}</tbody></table></div>`;
    case "Table.Row":
      return html`<tr>${inner()}</tr>`;
    case "Table.Cell":
      return html`<td>${inner()}</td>`;
    case "Input":
    case "Textarea":
    case "DatePicker":
    case "Checkbox":
    case "Select":
    case "RadioGroup":
      return renderField(node);
    default:
      return inner();
  }
}

function renderCard(node: WidgetNode, context: WidgetContext, inner: Rendered[]): TemplateResult {
  const choices = [["confirm", "button primary"], ["cancel", "button"]] as const;
  const buttons = choices.map(([name, className]) => {
    const choice = node[name] as { label?: string; action?: unknown } | undefined;
    if (!choice?.label) return nothing;
    const submits = name === "confirm" && node["asForm"] === true;
    return html`<button class=${className} type=${submits ? "submit" : "button"}
      @click=${submits ? nothing : () => { act(choice.action, context); }}>${choice.label}</button>`;
  });
  const confirm = node["confirm"] as { action?: unknown } | undefined;
  return html`<form class="card" @submit=${(event: SubmitEvent) => { submit(event, confirm?.action, context); }}>
    ${inner}<div class="row">${buttons}</div>
  </form>`;
}

function renderButton(node: WidgetNode, context: WidgetContext): TemplateResult {
  const submits = node["submit"] === true;
  const primary = node["style"] === "primary" ? "button primary" : "button";
  return html`<button class=${primary} type=${submits ? "submit" : "button"} ?disabled=${node["disabled"] === true}
    @click=${submits ? nothing : () => { act(node["onClickAction"], context); }}>
    ${namedIcon(text(node, "iconStart"))}${text(node, "label")}${namedIcon(text(node, "iconEnd"))}</button>`;
}

function renderImage(node: WidgetNode, domains: readonly string[]): Rendered {
  const url = allowedImage(text(node, "src"), domains);
  return url ? html`<img src=${url.href} alt=${text(node, "alt")} loading="lazy" referrerpolicy="no-referrer" />` : nothing;
}

function renderField(node: WidgetNode): TemplateResult {
  const name = text(node, "name");
  const label = text(node, "label") || text(node, "placeholder") || text(node, "ariaLabel") || name;
  const value = text(node, "defaultValue");
  const disabled = node["disabled"] === true;
  const required = node["required"] === true;
  const options = (Array.isArray(node["options"]) ? node["options"] : []) as { value: string; label: string }[];
  switch (node.type) {
    case "Textarea":
      return html`<textarea name=${name} aria-label=${label} placeholder=${text(node, "placeholder")} .value=${value}
        ?disabled=${disabled} ?required=${required}></textarea>`;
    case "Checkbox":
      return html`<label><input type="checkbox" name=${name} ?checked=${node["defaultChecked"] === true}
        ?disabled=${disabled} ?required=${required} /> ${label}</label>`;
    case "Select":
      return html`<select name=${name} aria-label=${label} ?disabled=${disabled}>
        ${options.map((option) => html`<option value=${option.value}
          ?selected=${option.value === value}>${option.label}</option>`)}
      </select>`;
    case "RadioGroup":
      return html`<fieldset ?disabled=${disabled}><legend>${label}</legend>
        ${options.map((option) => html`<label><input type="radio" name=${name} value=${option.value}
          ?checked=${option.value === value} ?required=${required} /> ${option.label}</label>`)}</fieldset>`;
    default:
      return html`<input name=${name} type=${node.type === "DatePicker" ? "date" : text(node, "inputType") || "text"}
        aria-label=${label} placeholder=${text(node, "placeholder")} value=${value}
        ?disabled=${disabled} ?required=${required} />`;
  }
}

function submit(event: SubmitEvent, action: unknown, context: WidgetContext): void {
  event.preventDefault();
  const values = Object.fromEntries(new FormData(event.currentTarget as HTMLFormElement));
  act(action, context, values);
}

function act(action: unknown, { actions, item }: WidgetContext, values: Record<string, unknown> = {}): void {
  const config = action as WidgetAction | undefined;
  if (typeof config?.type !== "string") return;
  actions.run({ ...config, payload: { ...config.payload, ...values } }, item);
}

function childrenOf(node: WidgetNode): WidgetNode[] {
  const { children } = node;
  if (Array.isArray(children)) return children;
  return children ? [children] : [];
}

function text(node: WidgetNode, key: string): string {
  const value = node[key];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
