/// <reference lib="dom" />
import type { FromPage } from '../messages';
import type { Actions, PageModel } from './page';
import type { PageState } from './state';

/** What the actions work on. */
export interface Stage {
  readonly model: PageModel;
  /** Changes the state, and draws nothing. */
  keep(change: Partial<PageState>): void;
  change(change: Partial<PageState>): void;
  post(message: FromPage): void;
  /** The element inside of the item that is drawn. */
  find(item: string, selector: string): HTMLElement | undefined;
}

export function createActions(stage: Stage): Actions {
  const closeForm = () => {
    const { draft } = stage.model.state;
    stage.change({ draft: undefined });
    if (draft) stage.find(draft.item, '[data-action="settle"]')?.focus();
  };
  return {
    chooseFolder: (folder) => stage.post({ type: 'choose', choice: { folder } }),
    chooseProfile(profile) {
      const folder = stage.model.snapshot.checklist?.folder?.uri;
      stage.post({ type: 'choose', choice: { ...(folder !== undefined && { folder }), profile } });
    },
    change: (state) => stage.change(state),
    foldAll(open) {
      const { snapshot, state } = stage.model;
      if (state.search !== '') return;
      stage.change({ open: Object.fromEntries((snapshot.checklist?.sections ?? []).map(({ id }) => [id, open])) });
    },
    reveal: (evidence) => stage.post({ type: 'reveal', evidence }),
    fix: (reference) => stage.post({ type: 'fix', reference }),
    explain: (rule) => stage.post({ type: 'explain', rule }),
    openForm(draft) {
      stage.change({ draft });
      const name = stage.find(draft.item, 'input[name="by"]');
      if (name instanceof HTMLInputElement) name.select();
      name?.focus();
    },
    type(typed) {
      const { draft } = stage.model.state;
      if (draft) stage.keep({ draft: { ...draft, ...typed } });
    },
    submitForm() {
      const { draft } = stage.model.state;
      if (!draft) return;
      const { item, ...settlement } = draft;
      stage.post({ type: 'settle', item, settlement });
      closeForm();
    },
    closeForm,
    takeBack: (item) => stage.post({ type: 'takeBack', item }),
    send: (type) => stage.post({ type }),
  };
}
