import type { ChecklistDto } from '../../../../server/src/protocol';
import { countFor, FILTERS, type Filter, hasSafeFix, type ShownStatus, totals } from '../view';
import { type Described, h } from './dom';
import { sign, statusIcon } from './icons';
import { type Actions, isOpen, type PageModel } from './page';

/** Search, filters with their counts, and what is done with the whole list. */
export function toolbar(model: PageModel, checklist: ChecklistDto, actions: Actions): Described {
  const counts = totals(checklist.sections, model.snapshot.records);
  const filters = FILTERS.map((filter) => filterButton(filter, countFor(filter, counts), model, actions));
  return h(
    'div',
    { key: 'toolbar', class: 'toolbar' },
    h('div', { class: 'row' }, searchBox(model, actions), tools(model, checklist, actions)),
    h('div', { class: 'filters', role: 'group', 'aria-label': model.strings.filters }, ...filters),
  );
}

function searchBox({ state, strings }: PageModel, actions: Actions): Described {
  const clear = () => actions.change({ search: '' });
  return h(
    'div',
    { class: 'search', role: 'search' },
    sign('search'),
    h('input', {
      key: 'search',
      type: 'search',
      'aria-label': strings.search,
      'aria-keyshortcuts': '/',
      placeholder: strings.searchHint,
      autocomplete: 'off',
      spellcheck: 'false',
      value: state.search,
      oninput: (event) => actions.change({ search: (event.target as HTMLInputElement).value }),
      onkeydown: (event) => {
        if ((event as KeyboardEvent).key !== 'Escape' || state.search === '') return;
        event.preventDefault();
        clear();
      },
    }),
    state.search === '' ? h('kbd', { key: 'hint', 'aria-hidden': 'true' }, '/') : iconButton('close', strings.clearSearch, clear),
  );
}

function tools(model: PageModel, { sections }: ChecklistDto, actions: Actions): Described {
  const { strings, state } = model;
  const isAnyOpen = sections.some((section) => isOpen(model, section));
  const fold = isAnyOpen
    ? iconButton('collapse', strings.collapseAll, () => actions.foldAll(false), state.search !== '')
    : iconButton('expand', strings.expandAll, () => actions.foldAll(true), state.search !== '');
  return h(
    'div',
    { class: 'tools', role: 'group', 'aria-label': strings.title },
    sections.some(({ items }) => items.some(hasSafeFix)) ? iconButton('fix', strings.fixAll, () => actions.send('fixAll')) : undefined,
    fold,
    iconButton('copy', strings.copy, () => actions.send('copy')),
    iconButton('save', strings.save, () => actions.send('save')),
  );
}

function iconButton(name: Parameters<typeof sign>[0], label: string, press: () => void, isDisabled = false): Described {
  const key = name === 'expand' ? 'collapse' : name;
  return h(
    'button',
    { key, type: 'button', class: 'icon-button', title: label, 'aria-label': label, 'aria-disabled': isDisabled && 'true', onclick: press },
    sign(name),
  );
}

const MARKS: Readonly<Partial<Record<Filter, ShownStatus>>> = {
  fail: 'fail',
  unknown: 'unknown',
  byHand: 'byHand',
  settled: 'pass',
  notApplicable: 'notApplicable',
};

function filterButton(filter: Filter, count: number, { state, strings }: PageModel, actions: Actions): Described {
  const mark = MARKS[filter];
  return h(
    'button',
    {
      key: filter,
      type: 'button',
      class: 'filter',
      'data-filter': filter,
      'aria-pressed': String(state.filter === filter),
      onclick: () => actions.change({ filter }),
    },
    mark && statusIcon(mark),
    h('span', {}, strings.filter[filter]),
    ' ',
    h('span', { class: 'number' }, String(count)),
  );
}
