/** Icons from Lucide (ISC licence), bundled one by one, under the names that ChatKit options use. */

import { svg, html, nothing, type TemplateResult } from "lit";
import {
  ArrowDown, ArrowUp, Atom, BarChart3, BookOpen, Bot, Box, Bug, Calendar, Check, ChevronLeft, ChevronRight,
  CircleAlert, CircleCheck, CircleHelp, Clock, Compass, Copy, Ellipsis, ExternalLink, FileText, FlaskConical, Globe,
  History, House, Image, Info, Key, LayoutGrid, LifeBuoy, Lightbulb, Mail, MapPin, Maximize2, Menu, Minimize2, Monitor,
  Moon, NotebookPen, PanelLeft, PanelRight, Paperclip, Pencil, Phone, Play, Plus, Quote, RotateCcw, Search, Settings,
  Share2, Smartphone, Sparkles, Square, SquareCode, SquarePen, Star, Sun, ThumbsDown, ThumbsUp, Trash2, User,
  WifiOff, Wrench, X, Zap, type IconNode,
} from "lucide";

const ICONS: Readonly<Record<string, IconNode>> = {
  agent: Bot, analytics: BarChart3, atom: Atom, batch: LayoutGrid, bolt: Zap, "book-open": BookOpen,
  "book-closed": BookOpen, "book-clock": BookOpen, bug: Bug, calendar: Calendar, chart: BarChart3, check: Check,
  "check-circle": CircleCheck, "check-circle-filled": CircleCheck, "chevron-left": ChevronLeft,
  "chevron-right": ChevronRight, "circle-question": CircleHelp, clock: Clock, compass: Compass, cube: Box,
  desktop: Monitor, document: FileText, "dots-horizontal": Ellipsis, "external-link": ExternalLink, globe: Globe,
  keys: Key, lab: FlaskConical, images: Image, info: Info, lifesaver: LifeBuoy, lightbulb: Lightbulb, mail: Mail,
  "map-pin": MapPin, maps: MapPin, mobile: Smartphone, name: User, notebook: NotebookPen,
  "notebook-pencil": NotebookPen, "page-blank": FileText, phone: Phone, play: Play, plus: Plus, profile: User,
  "profile-card": User, reload: RotateCcw, star: Star, "star-filled": Star, search: Search, sparkle: Sparkles,
  "sparkle-double": Sparkles, "square-code": SquareCode, "square-image": Image, "square-text": FileText,
  "settings-slider": Settings, user: User, write: Pencil, "write-alt": Pencil, "write-alt2": Pencil,
  "sidebar-left": PanelLeft, "sidebar-right": PanelRight, "sidebar-open-left": PanelLeft,
  "sidebar-open-right": PanelRight, home: House, "home-alt": House, "back-small": ChevronLeft,
  "back-large": ChevronLeft, "expand-large": Maximize2, "expand-small": Maximize2, "collapse-large": Minimize2,
  "collapse-small": Minimize2, "settings-cog": Settings, grid: LayoutGrid, menu: Menu, hamburger: Menu,
  history: History, compose: SquarePen, share: Share2, "light-mode": Sun, "dark-mode": Moon, close: X,
};

/** The element's own controls. */
const OWN = {
  "arrow-down": ArrowDown, "arrow-up": ArrowUp, alert: CircleAlert, attach: Paperclip, back: ChevronLeft, check: Check,
  close: X, compose: SquarePen, copy: Copy, document: FileText, down: ThumbsDown, "external-link": ExternalLink,
  globe: Globe, history: History, info: Info, offline: WifiOff, pencil: Pencil, quote: Quote, retry: RotateCcw,
  search: Search, stop: Square, tool: Wrench, trash: Trash2, up: ThumbsUp,
} satisfies Record<string, IconNode>;

export type OwnIcon = keyof typeof OWN;

export function icon(name: OwnIcon): TemplateResult {
  return draw(OWN[name]);
}

/** An icon named in options or by the server: a ChatKit name or `lucide:<name>`; names not bundled show as sparkles. */
export function namedIcon(name: string | null | undefined): TemplateResult | typeof nothing {
  return name ? draw(ICONS[name.replace(/^lucide:/, "")] ?? Sparkles) : nothing;
}

function draw(node: IconNode): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${node.map(shape)}</svg>`;
}

function shape([tag, attributes]: IconNode[number]): TemplateResult | typeof nothing {
  const at = attributes as Record<string, string | number | undefined>;
  switch (tag) {
    case "path":
      return svg`<path d=${at["d"]} />`;
    case "circle":
      return svg`<circle cx=${at["cx"]} cy=${at["cy"]} r=${at["r"]} />`;
    case "ellipse":
      return svg`<ellipse cx=${at["cx"]} cy=${at["cy"]} rx=${at["rx"]} ry=${at["ry"]} />`;
    case "line":
      return svg`<line x1=${at["x1"]} y1=${at["y1"]} x2=${at["x2"]} y2=${at["y2"]} />`;
    case "rect":
      return svg`<rect x=${at["x"] ?? 0} y=${at["y"] ?? 0} width=${at["width"]} height=${at["height"]} rx=${at["rx"] ?? 0} />`;
    case "polyline":
    case "polygon":
      return svg`<polyline points=${at["points"]} />`;
    default:
      return nothing;
  }
}
