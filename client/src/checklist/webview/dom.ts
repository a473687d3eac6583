/// <reference lib="dom" />

export interface Attributes {
  readonly [name: string]: string | boolean | undefined;
}

/** An element with attributes and children; text is only ever set as text, never parsed as markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children);
  return made;
}

/** A button with a key under which it is found again after the page was drawn anew. */
export function button(key: string, attributes: Attributes, press: () => void, ...children: readonly (Node | string)[]): HTMLButtonElement {
  const made = element('button', { type: 'button', 'data-key': key, ...attributes }, ...children);
  made.addEventListener('click', press);
  return made;
}

/** Draws the page and gives the focus back to the control that had it, or to its section when the control is gone. */
export function replaceKeepingFocus(parent: HTMLElement, ...children: readonly Node[]): void {
  const active = document.activeElement instanceof HTMLElement ? document.activeElement : undefined;
  const section = active?.closest('details')?.querySelector<HTMLElement>('summary');
  const keys = [active?.dataset.key, section?.dataset.key];
  const top = document.documentElement.scrollTop;
  parent.replaceChildren(...children);
  document.documentElement.scrollTop = top;
  const controls = [...parent.querySelectorAll<HTMLElement>('[data-key]')];
  const next = keys.map((key) => key && controls.find((control) => control.dataset.key === key)).find((control) => control);
  if (next) next.focus({ preventScroll: true });
}
