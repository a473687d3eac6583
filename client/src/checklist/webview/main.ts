/// <reference lib="dom" />
import type { FromPage, ToPage } from '../messages';
import { describeTotals, emptyReason, totals } from '../view';
import { element, replaceKeepingFocus } from './dom';
import { type Actions, type PageModel, type PageState, renderPage } from './render';

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): PageState | undefined;
  setState(state: PageState): void;
};

run();

function run(): void {
  const editor = acquireVsCodeApi();
  let state: PageState = editor.getState() ?? { filter: 'all', folded: [] };
  let model: PageModel | undefined;

  const keep = (next: PageState) => {
    state = next;
    editor.setState(state);
    if (model) model = { ...model, state };
  };
  const choose = (next: PageState) => {
    keep(next);
    editor.postMessage({ type: 'choose', ...place(state) });
  };
  const actions: Actions = {
    chooseFolder: (folder) => choose({ folder, filter: state.filter, folded: state.folded }),
    chooseProfile: (profile) => choose({ ...state, profile }),
    filter: (filter) => {
      keep({ ...state, filter });
      draw(model, actions);
    },
    fold: (section, folded) => {
      const others = state.folded.filter((id) => id !== section);
      keep({ ...state, folded: folded ? [...others, section] : others });
    },
    reveal: (evidence) => editor.postMessage({ type: 'reveal', evidence }),
    fix: (reference) => editor.postMessage({ type: 'fix', reference }),
    tick: (item, done) => {
      editor.postMessage({ type: 'tick', item, done });
      if (model) model = { ...model, done: ticked(model.done, item, done) };
      draw(model, actions);
    },
    explain: (rule) => editor.postMessage({ type: 'explain', rule }),
  };

  window.addEventListener('message', (event: MessageEvent<ToPage>) => {
    const message = event.data;
    if (message.type === 'failed') return fail(message.message);
    model = { checklist: message.checklist, done: new Set(message.done), state };
    draw(model, actions);
    announce(model);
  });
  editor.postMessage({ type: 'ready', ...place(state) });
}

function draw(model: PageModel | undefined, actions: Actions): void {
  const page = document.getElementById('checklist');
  if (!page || !model) return;
  replaceKeepingFocus(page, ...renderPage(model, actions));
  page.setAttribute('aria-busy', 'false');
}

function fail(message: string): void {
  const page = document.getElementById('checklist');
  page?.replaceChildren(element('p', { class: 'waiting', role: 'alert' }, `The checklist could not be made: ${message}`));
}

/** Says the totals to a screen reader, and only when they changed. */
function announce(model: PageModel): void {
  const area = document.getElementById('announcement');
  const text = emptyReason(model.checklist) ?? describeTotals(totals(model.checklist.sections, model.done));
  if (area && area.textContent !== text) area.textContent = text;
}

function place(state: PageState): { readonly folder?: string; readonly profile?: string } {
  return { ...(state.folder && { folder: state.folder }), ...(state.profile && { profile: state.profile }) };
}

function ticked(done: ReadonlySet<string>, item: string, on: boolean): ReadonlySet<string> {
  const next = new Set(done);
  if (on) next.add(item);
  else next.delete(item);
  return next;
}
