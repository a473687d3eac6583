/// <reference lib="dom" />
import type { FromPage, ToPage } from '../messages';
import type { Strings } from '../strings';
import { contentOf, totals } from '../view';
import { describeTotals } from '../words';
import { createActions } from './actions';
import { createPatcher } from './dom';
import { keepingFocus } from './focus';
import { type PageModel, pageView } from './page';
import { FRESH, type PageState, readState } from './state';

/** What VS Code gives a page to speak with the extension, and to keep its state in. */
export interface Editor {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: PageState): void;
}

/** Draws the page into the root, follows what the extension tells, and passes on what a person does. @param messages hears the extension. */
export function startPage(editor: Editor, root: HTMLElement, messages: EventTarget): void {
  const strings: Strings = JSON.parse(root.dataset.strings ?? '{}');
  const patch = createPatcher();
  let model: PageModel = {
    snapshot: { records: {} },
    state: readState(editor.getState() ?? FRESH),
    strings,
    author: '',
    language: document.documentElement.lang,
  };
  let isRestored = false;
  let said = '';

  const keep = (change: Partial<PageState>) => {
    model = { ...model, state: { ...model.state, ...change } };
    editor.setState(model.state);
  };
  const draw = () => {
    keepingFocus(root, () => patch(root, pageView(model, actions)));
    root.setAttribute('aria-busy', String(!model.snapshot.checklist && !model.snapshot.trouble));
  };
  const actions = createActions({
    get model() {
      return model;
    },
    keep,
    change(next) {
      keep(next);
      draw();
    },
    post: (message) => editor.postMessage(message),
    find: (item, selector) => itemOf(root, item)?.querySelector<HTMLElement>(selector) ?? undefined,
  });

  messages.addEventListener('message', (event) => {
    const data: ToPage = (event as MessageEvent).data;
    if (data.type === 'done') return announce(strings[data.what]);
    model = { ...model, snapshot: data.snapshot, author: data.author };
    draw();
    const counts = countsOf(model);
    if (counts !== said) announce(counts);
    said = counts;
    if (isRestored || !model.snapshot.checklist) return;
    isRestored = true;
    document.documentElement.scrollTop = model.state.scroll;
  });
  document.addEventListener('keydown', (event) => focusSearch(event, root));
  document.addEventListener('scrollend', () => isRestored && keep({ scroll: document.documentElement.scrollTop }));
  draw();
  editor.postMessage({ type: 'ready' });
}

/** `/` leads to the search, from wherever no text is being written. */
function focusSearch(event: KeyboardEvent, root: HTMLElement): void {
  const target = event.target as HTMLElement;
  const isWriting = target.matches('textarea, select, input:not([type="radio"])');
  if (event.key !== '/' || isWriting || event.ctrlKey || event.metaKey || event.altKey) return;
  const search = root.querySelector<HTMLInputElement>('input[type="search"]');
  if (!search) return;
  event.preventDefault();
  search.focus();
  search.select();
}

function itemOf(root: HTMLElement, id: string): HTMLElement | undefined {
  return [...root.querySelectorAll<HTMLElement>('[data-item]')].find((one) => one.dataset.item === id);
}

/** What a screen reader is told when it changes; nothing while the list is awaited. */
function countsOf({ snapshot, strings }: PageModel): string {
  const { checklist, records } = snapshot;
  if (!checklist) return '';
  const content = contentOf(checklist);
  return content === 'list' ? describeTotals(totals(checklist.sections, records), strings) : strings.states[content];
}

function announce(text: string): void {
  document.getElementById('announcement')?.replaceChildren(text);
}
