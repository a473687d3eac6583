/// <reference lib="dom" />

/**
 * Draws, and sees to it that the keyboard does not get lost. A control that moved gets the focus back. For one that is gone it goes to the
 * item that it belonged to, else to the next item that is still there, else to the heading of the section.
 */
export function keepingFocus(root: HTMLElement, draw: () => void): void {
  const active =
    document.activeElement instanceof HTMLElement && root.contains(document.activeElement) ? document.activeElement : undefined;
  const homes = active ? homesOf(root, active) : [];
  draw();
  if (!active || document.activeElement === active) return;
  const next = [active, ...homes].find((one) => one.isConnected);
  next?.focus({ preventScroll: next === active });
}

/** Where the focus goes when a control disappears, the best place first. */
function homesOf(root: HTMLElement, control: HTMLElement): readonly HTMLElement[] {
  const section = control.closest<HTMLElement>('[data-section]');
  const items = section ? [...section.querySelectorAll<HTMLElement>('[data-item]')] : [];
  const at = items.findIndex((item) => item.contains(control));
  const nearest = at < 0 ? [] : [...items.slice(at), ...items.slice(0, at).reverse()];
  const heading = section?.querySelector<HTMLElement>('h2 button');
  const search = root.querySelector<HTMLElement>('input[type="search"]');
  return [...nearest, heading, search].filter((one) => one instanceof HTMLElement);
}
