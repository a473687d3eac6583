import type { ItemDto } from '../../../../server/src/protocol';
import type { Verdict } from '../records';
import { fill } from '../words';
import { type Described, h } from './dom';
import type { Actions, PageModel } from './page';

/** The form in which a person settles an item. Enter saves, Escape leaves it. */
export function formView({ title }: ItemDto, { state, strings }: PageModel, actions: Actions): Described {
  const { hand } = strings;
  const { verdict = 'done', by = '', note = '' } = state.draft ?? {};
  return h(
    'form',
    {
      key: 'form',
      class: 'form',
      'aria-label': fill(hand.form, title),
      onsubmit: (event) => {
        event.preventDefault();
        actions.submitForm();
      },
      onkeydown: (event) => keyPressed(event as KeyboardEvent, actions),
    },
    h(
      'fieldset',
      {},
      h('legend', { class: 'visually-hidden' }, hand.verdict),
      radio('done', hand.done, verdict, actions),
      radio('notApplicable', hand.notApplicable, verdict, actions),
    ),
    h(
      'label',
      { class: 'field field-by' },
      h('span', {}, hand.by),
      h('input', { type: 'text', name: 'by', autocomplete: 'name', value: by, oninput: (event) => actions.type({ by: textOf(event) }) }),
    ),
    h(
      'label',
      { class: 'field field-note' },
      h('span', {}, hand.note),
      h('textarea', {
        name: 'note',
        rows: '2',
        placeholder: hand.notePlaceholder,
        value: note,
        oninput: (event) => actions.type({ note: textOf(event) }),
      }),
    ),
    h(
      'div',
      { class: 'actions' },
      h('button', { type: 'submit', class: 'button', 'data-action': 'save' }, hand.save),
      h('button', { type: 'button', class: 'button secondary', 'data-action': 'cancel', onclick: () => actions.closeForm() }, hand.cancel),
    ),
  );
}

function radio(value: Verdict, label: string, chosen: Verdict, actions: Actions): Described {
  const input = h('input', {
    type: 'radio',
    name: 'verdict',
    value,
    checked: value === chosen,
    onchange: () => actions.type({ verdict: value }),
  });
  return h('label', { class: 'radio' }, input, h('span', {}, label));
}

function keyPressed(event: KeyboardEvent, actions: Actions): void {
  if (event.key === 'Escape') {
    event.preventDefault();
    actions.closeForm();
  } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    actions.submitForm();
  }
}

function textOf(event: Event): string {
  return (event.target as HTMLInputElement | HTMLTextAreaElement).value;
}
