import type { ChecklistDto } from '../../../../server/src/protocol';
import { type Totals, totals } from '../view';
import { describeOpen, describeSettled, describeTotals, profileLabel } from '../words';
import { type Described, h, type Piece } from './dom';
import type { Actions, PageModel } from './page';

/** What the list is about, and how far it is. */
export function header(model: PageModel, checklist: ChecklistDto, actions: Actions): Described {
  const { strings, snapshot } = model;
  const counts = totals(checklist.sections, snapshot.records);
  return h(
    'header',
    { key: 'header' },
    h(
      'div',
      { class: 'progress' },
      ring(counts, model),
      h(
        'div',
        { class: 'progress-text' },
        h('h1', {}, strings.title),
        h('p', { class: 'summary' }, describeSettled(counts, strings)),
        h('p', { class: 'quiet' }, describeOpen(counts, strings) || (counts.all > 0 ? strings.counts.allSettled : '')),
      ),
    ),
    h('dl', { class: 'facts' }, ...facts(model, checklist, actions)),
  );
}

function facts({ strings }: PageModel, checklist: ChecklistDto, actions: Actions): readonly Piece[] {
  const folders = checklist.folders.map(({ uri, name }) => ({ value: uri, label: name }));
  const profiles = checklist.profiles.map((profile) => ({
    value: profile.name,
    label: profileLabel({ ...checklist, profile: profile.name }, strings) ?? profile.name,
    title: profile.because,
  }));
  return [
    choice('folder', strings.folder, folders, checklist.folder?.uri, actions.chooseFolder),
    choice('profile', strings.profile, profiles, checklist.profile, actions.chooseProfile),
    checklist.django === undefined ? undefined : fact('django', strings.django, h('span', {}, checklist.django)),
  ].filter((one) => one !== undefined);
}

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly title?: string;
}

/** A select where there is something to choose, else the only one as text. */
function choice(
  key: string,
  label: string,
  choices: readonly Choice[],
  chosen: string | undefined,
  choose: (value: string) => void,
): Described | undefined {
  const [only] = choices;
  if (!only) return undefined;
  if (choices.length === 1) return fact(key, label, h('span', { title: only.title }, only.label));
  const options = choices.map(({ value, label, title }) => h('option', { key: value, value, title }, label));
  const select = h(
    'select',
    {
      key: 'select',
      'data-choice': key,
      'aria-label': label,
      value: chosen,
      onchange: (event) => choose((event.target as HTMLSelectElement).value),
    },
    ...options,
  );
  return fact(key, label, select);
}

function fact(key: string, name: string, value: Described): Described {
  return h('div', { key, class: `fact fact-${key}` }, h('dt', {}, name), h('dd', {}, value));
}

const RADIUS = 26;
const ROUND = 2 * Math.PI * RADIUS;
/** Between two parts of the ring, in units of its drawing. */
const GAP = 2;
/** One item of many must still be seen. */
const SHORTEST = 2;

/** A ring of what is settled, what fails, and what is left to find out or to do; the words beside it say the same. */
function ring(counts: Totals, { strings }: PageModel): Described {
  const parts = (['settled', 'fail', 'unknown', 'byHand'] as const).filter((name) => counts[name] > 0);
  const gap = parts.length > 1 ? GAP : 0;
  let start = 0;
  const arcs = parts.map((name) => {
    const length = (counts[name] / Math.max(counts.all, 1)) * ROUND;
    const arc = h('circle', {
      key: name,
      class: `arc arc-${name}`,
      ...CIRCLE,
      'stroke-dasharray': `${Math.max(length - gap, SHORTEST).toFixed(2)} ${ROUND.toFixed(2)}`,
      'stroke-dashoffset': (-start).toFixed(2),
    });
    start += length;
    return arc;
  });
  const percent = counts.all === 0 ? 0 : Math.floor((counts.settled / counts.all) * 100);
  return h(
    'div',
    {
      class: 'ring',
      role: 'progressbar',
      'aria-label': strings.progress,
      'aria-valuemin': '0',
      'aria-valuemax': String(Math.max(counts.all, 1)),
      'aria-valuenow': String(counts.settled),
      'aria-valuetext': describeTotals(counts, strings),
    },
    h(
      'svg',
      { viewBox: '0 0 64 64', 'aria-hidden': 'true', focusable: 'false' },
      h('circle', { key: 'track', class: 'arc track', ...CIRCLE }),
      ...arcs,
    ),
    h('span', { class: 'percent', 'aria-hidden': 'true' }, `${percent}%`),
  );
}

const CIRCLE = { cx: '32', cy: '32', r: String(RADIUS) };
