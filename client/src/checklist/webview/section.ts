import type { SectionDto } from '../../../../server/src/protocol';
import { sectionStatus, totals, visibleItems, worstSeverity } from '../view';
import { describeOpen, describeSettled, plural } from '../words';
import { type Described, h } from './dom';
import { sign, statusIcon } from './icons';
import { itemView } from './item';
import { type Actions, isOpen, type PageModel, SERVER_LANGUAGE } from './page';
import { toggled } from './state';

/** A section as a landmark: a heading that folds it, what it is for, and its items. */
export function sectionView(section: SectionDto, model: PageModel, actions: Actions): Described {
  const { snapshot, state, strings } = model;
  const counts = totals([section], snapshot.records);
  const open = isOpen(model, section);
  const [heading, body] = [`heading-${section.id}`, `body-${section.id}`];
  const left = describeOpen(counts, strings);
  const press = () => actions.change({ open: { ...state.open, [section.id]: !open } });
  return h(
    'section',
    { key: section.id, class: 'section', 'data-section': section.id, 'aria-labelledby': heading },
    h(
      'h2',
      {},
      h(
        'button',
        { type: 'button', class: 'heading', 'aria-expanded': String(open), 'aria-controls': open && body, onclick: press },
        sign('chevron'),
        statusIcon(sectionStatus(counts), worstSeverity(section.items)),
        h('span', { class: 'heading-title', id: heading, lang: SERVER_LANGUAGE }, section.title),
        ' ',
        h('span', { class: 'heading-state' }, left || strings.counts.allSettled),
        h('span', { class: 'number heading-count', 'aria-hidden': 'true' }, `${counts.settled}/${counts.all}`),
        h('span', { class: 'visually-hidden' }, describeSettled(counts, strings)),
      ),
    ),
    open ? bodyView(section, body, model, actions) : undefined,
  );
}

function bodyView(section: SectionDto, id: string, model: PageModel, actions: Actions): Described {
  const { snapshot, state, strings } = model;
  const canShowMore = state.filter === 'todo' && state.search === '';
  const isWhole = canShowMore && state.whole.includes(section.id);
  const items = visibleItems(section, isWhole ? { filter: 'all', search: '' } : state, snapshot.records);
  const hidden = section.items.length - items.length;
  const toggle = (on: boolean) => () => actions.change({ whole: toggled(state.whole, section.id, on) });
  const more = isWhole
    ? h('button', { key: 'whole', type: 'button', class: 'link', onclick: toggle(false) }, strings.hideSettled)
    : h('button', { key: 'whole', type: 'button', class: 'link', onclick: toggle(true) }, plural(hidden, strings.showSettled));
  return h(
    'div',
    { key: 'body', class: 'body', id },
    h('p', { class: 'intro', lang: SERVER_LANGUAGE }, section.intro),
    items.length > 0
      ? h('ul', { class: 'items' }, ...items.map((item) => itemView(item, model, actions)))
      : h('p', { class: 'none' }, strings.nothingToDo),
    canShowMore && (isWhole || hidden > 0) ? h('p', { class: 'more' }, more) : undefined,
  );
}
