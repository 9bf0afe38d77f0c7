/** Applies a `thread.item.updated` to an item. Pure: returns a new item, or the same one when nothing applies. */

import type {
  AssistantMessageItem,
  ItemUpdate,
  OutputText,
  Task,
  ThreadItem,
  WidgetItem,
  WidgetNode,
  WorkflowItem,
} from "./protocol.js";

/** No answer has this many parts or tasks: a wild index must not make the page allocate. */
const MOST_PARTS = 1000;

export function updateItem(item: ThreadItem, update: ItemUpdate): ThreadItem {
  switch (item.type) {
    case "assistant_message":
      return updateMessage(item, update);
    case "widget":
      return updateWidget(item, update);
    case "workflow":
      return updateWorkflow(item, update);
    case "generated_image":
      return update.type === "generated_image.updated" ? { ...item, image: update.image } : item;
    default:
      return item;
  }
}

function updateMessage(item: AssistantMessageItem, update: ItemUpdate): AssistantMessageItem {
  switch (update.type) {
    case "assistant_message.content_part.added":
    case "assistant_message.content_part.done":
      return withPart(item, update.content_index, () => normalPart(update.content));
    case "assistant_message.content_part.text_delta":
      return withPart(item, update.content_index, (part) => ({ ...part, text: part.text + update.delta }));
    case "assistant_message.content_part.annotation_added":
      return withPart(item, update.content_index, (part) => ({
        ...part,
        annotations: placed(part.annotations, update.annotation_index, update.annotation),
      }));
    default:
      return item;
  }
}

/** Parts come with missing lists from hand-written servers. */
export function normalPart(part: Partial<OutputText>): OutputText {
  return { type: "output_text", text: part.text ?? "", annotations: part.annotations ?? [] };
}

/** Changes one part; a part that was never announced is padded with empty ones. */
function withPart(
  item: AssistantMessageItem,
  index: number,
  change: (part: OutputText) => OutputText,
): AssistantMessageItem {
  if (!isPlace(index)) return item;
  const content = [...item.content];
  while (content.length <= index) content.push(normalPart({}));
  content[index] = change(normalPart(content[index] ?? {}));
  return { ...item, content };
}

function updateWorkflow(item: WorkflowItem, update: ItemUpdate): WorkflowItem {
  if (update.type !== "workflow.task.added" && update.type !== "workflow.task.updated") return item;
  const tasks = placed<Task>(item.workflow.tasks, update.task_index, update.task);
  return { ...item, workflow: { ...item.workflow, tasks } };
}

function placed<T>(list: readonly T[], index: number, value: T): T[] {
  const next = [...list];
  if (isPlace(index)) next[Math.min(index, next.length)] = value;
  return next;
}

function isPlace(index: number): boolean {
  return Number.isInteger(index) && index >= 0 && index < MOST_PARTS;
}

function updateWidget(item: WidgetItem, update: ItemUpdate): WidgetItem {
  switch (update.type) {
    case "widget.root.updated":
      return { ...item, widget: update.widget };
    case "widget.component.updated":
      return { ...item, widget: changeNode(item.widget, update.component_id, () => update.component) };
    case "widget.streaming_text.value_delta":
      return {
        ...item,
        widget: changeNode(item.widget, update.component_id, (node) => ({
          ...node,
          value: (typeof node["value"] === "string" ? node["value"] : "") + update.delta,
        })),
      };
    default:
      return item;
  }
}

function changeNode(node: WidgetNode, id: string, change: (node: WidgetNode) => WidgetNode): WidgetNode {
  if (node.id === id) return change(node);
  if (!node.children) return node;
  const children = Array.isArray(node.children)
    ? node.children.map((child) => changeNode(child, id, change))
    : changeNode(node.children, id, change);
  return { ...node, children };
}
