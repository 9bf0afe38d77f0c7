/**
 * ChatKit's `theme` option as custom properties on the element's frame.
 *
 * The page's own `--chatkit-*` properties, which inherit into the shadow root, outrank the theme; see styles/tokens.ts
 * for the full list.
 */

import type { ThemeOption } from "@openai/chatkit";
import type { ReactiveController, ReactiveControllerHost } from "lit";

const RADIUS = { pill: "22px", round: "16px", soft: "10px", sharp: "2px" } as const;
const DENSITY = { compact: "0.8", normal: "1", spacious: "1.2" } as const;

/** Accepts what the types do not name but pages pass: "auto" and "system" follow the visitor's system. */
export type ThemeInput = string | (Omit<ThemeOption, "colorScheme"> & { colorScheme?: string }) | undefined;

type Scheme = "light" | "dark";

const darkSystem = matchMedia("(prefers-color-scheme: dark)");

function schemeOf(theme: ThemeInput): Scheme {
  const asked = typeof theme === "string" ? theme : theme?.colorScheme;
  if (asked === "dark") return "dark";
  return (asked === "auto" || asked === "system") && darkSystem.matches ? "dark" : "light";
}

/** Keeps the frame dressed: after each render, and when the visitor's system turns dark or light. */
export class Theming implements ReactiveController {
  readonly #frame: () => HTMLElement | undefined;
  #theme: ThemeInput;

  constructor(host: ReactiveControllerHost, frame: () => HTMLElement | undefined) {
    this.#frame = frame;
    host.addController(this);
  }

  set(theme: ThemeInput): void {
    this.#theme = theme;
    loadFonts(theme);
    this.#apply();
  }

  hostConnected(): void {
    darkSystem.addEventListener("change", this.#apply);
    this.#apply();
  }

  hostDisconnected(): void {
    darkSystem.removeEventListener("change", this.#apply);
  }

  hostUpdated(): void {
    this.#apply();
  }

  readonly #apply = (): void => {
    const frame = this.#frame();
    if (!frame) return;
    frame.dataset["scheme"] = schemeOf(this.#theme);
    for (const [name, value] of Object.entries(themeProperties(this.#theme))) {
      if (value === null) frame.style.removeProperty(name);
      else frame.style.setProperty(name, value);
    }
  };
}

/** Custom property names and values; null removes one that an earlier theme had set. */
export function themeProperties(theme: ThemeInput): Record<string, string | null> {
  const { color, radius, density, typography } = typeof theme === "object" ? theme : {};
  const { hue, tint } = color?.grayscale ?? {};
  return {
    "--theme-accent": color?.accent?.primary ?? null,
    "--theme-surface": color?.surface?.background ?? null,
    "--theme-text": color?.surface?.foreground ?? null,
    "--theme-hue": hue === undefined ? null : String(hue),
    "--theme-tint": tint === undefined ? null : `${String(tint * 3)}%`,
    "--theme-radius": radius ? RADIUS[radius] : null,
    "--theme-density": density ? DENSITY[density] : null,
    "--theme-font": typography?.fontFamily ?? null,
    "--theme-font-mono": typography?.fontFamilyMono ?? null,
    "--theme-size": typography?.baseSize ? `${String(typography.baseSize)}px` : null,
  };
}

/** Loads the theme's web fonts; a font that fails to load leaves the next family in the list. */
function loadFonts(theme: ThemeInput): void {
  const sources = typeof theme === "object" ? (theme.typography?.fontSources ?? []) : [];
  for (const { family, src, weight, style, display, unicodeRange } of sources) {
    const face = new FontFace(family, `url(${JSON.stringify(src)})`, {
      ...(weight === undefined ? {} : { weight: String(weight) }),
      ...(style === undefined ? {} : { style }),
      ...(display === undefined ? {} : { display }),
      ...(unicodeRange === undefined ? {} : { unicodeRange }),
    });
    if (!hasFace(face)) document.fonts.add(face);
  }
}

function hasFace(face: FontFace): boolean {
  const isSame = (other: FontFace): boolean =>
    other.family === face.family && other.weight === face.weight && other.style === face.style;
  return [...document.fonts].some(isSame);
}
