import { gunicornRule } from '../rule';
import { given, nameOf, numberOf, placeOf } from '../shared/gunicornRun';

/** gunicorn’s own advice: four to twelve workers answer hundreds or thousands of requests a second. */
const MOST = 12;

export const rule = gunicornRule({
  meta: {
    id: 'gunicorn/too-many-workers',
    title: 'More workers than a machine can feed',
    category: 'application server',
    severity: 'info',
    scope: 'production',
    fix: 'none',
    references: [],
    summary: 'Beyond a dozen workers most machines gain nothing: each holds a copy of the application and connections to the database.',
    settings: ['workers'],
  },
  messages: {
    many: '{name} is {count}.\nEach worker holds a copy of the application and connections to the database; four to twelve of them answer thousands of requests a second, and 2 × cores + 1 is where more stop to help.\nMeasure whether fewer do as well, or give each some threads.',
  },
  check(context) {
    const setting = given(context, 'workers');
    if (!setting) return;
    const count = numberOf(setting);
    if (count === undefined) return context.unknown('workers is not known');
    if (count > MOST) context.report({ message: 'many', data: { name: nameOf(setting), count }, place: placeOf(context, setting) });
  },
});
