import { closestAmong } from '../../base/closest';
import { basename } from '../../base/paths';
import { nginxVariables } from '../../knowledge/nginx';
import { nameOf } from '../../project/nginx/model';
import { bufferSizes } from './buffers';
import { quoted, type Reading, type ScriptArea } from './reading';
import { requirements } from './requirements';
import { serverNames } from './serverNames';
import { portsMissing } from './upstream';

/** What nginx can only say when it has read everything. */
export function finish(reading: Reading): undefined {
  if (reading.configuration.context !== 'main' || reading.blocksOf('server', 'stream/server').length > 0) reading.merge();
  bufferSizes(reading);
  requirements(reading);
  serverNames(reading);
  if (!reading.complete || reading.templated) return;
  for (const area of ['http', 'stream'] as const) {
    portsMissing(reading, area);
    if (!reading.foreign) unknownVariables(reading, area);
  }
  for (const { name, call } of reading.zones.unmade())
    call.later(undefined, `nothing makes the zone ${quoted(name)}`, 'Define it, or mend its name.');
  eventsMissing(reading);
}

function unknownVariables(reading: Reading, area: ScriptArea): undefined {
  const table = reading.variables[area];
  for (const { name, directive, word } of table.unknown()) {
    const near = closestAmong([...table.names(), ...nginxVariables(area).flatMap((each) => (each.prefix ? [] : [each.name]))])(name);
    const part = word.parts.find((each) => each.kind === 'variable' && each.name === name);
    reading.report({
      kind: 'unknown-variable',
      what: `nothing defines the variable $${name}`,
      advice: near ? `Write $${near}, if that is meant.` : 'Define it, or leave it out.',
      place: { file: directive.file, span: part?.span ?? word.span },
      reported: undefined,
    });
  }
}

/** nginx does not start without an `events` block. */
function eventsMissing(reading: Reading): undefined {
  const { top, includes, file } = reading.configuration;
  const [first] = top.directives;
  // Under another name it may be a part of a whole one.
  const whole = basename(file) === 'nginx.conf' ? (reading.blocksOf('http', 'stream', 'mail')[0]?.opener ?? first) : undefined;
  if (!whole || top.all('events').length > 0 || top.open !== undefined || includes.some(({ missing }) => missing !== undefined)) return;
  reading.report({
    kind: 'invalid-value',
    what: 'the configuration has no events block',
    advice: 'Add events { }.',
    place: nameOf(whole),
    reported: undefined,
  });
}
