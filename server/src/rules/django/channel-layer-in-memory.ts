import { setSetting } from '../edit';
import { aliasesWhere, answer, inside, isOneOf, keysOf, placeAmong } from '../nested';
import { fromEnv, isOneAssignment } from '../remedy';
import { type Fix, type SettingsContext, settingsRule } from '../rule';
import { severalProcesses } from '../serverStarts';

export const rule = settingsRule({
  meta: {
    id: 'django/channel-layer-in-memory',
    title: 'Channel layer that ends with its process',
    category: 'application server',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'The in-memory layer of Channels does not leave its process: messages to visitors of another one get lost.',
    settings: ['CHANNEL_LAYERS'],
  },
  messages: {
    memory:
      'The default channel layer is in the memory of one process.\nA message reaches only those whose WebSocket is at the same process; one from a task or a command reaches nobody.\nUse Redis, with channels_redis.',
  },
  check(context) {
    if (!context.setting('CHANNEL_LAYERS')) return context.notApplicable('there is no channel layer');
    const memory = isOneOf('channels.layers.InMemoryChannelLayer');
    const [found] = aliasesWhere(context, 'CHANNEL_LAYERS', (layer) => answer(inside(layer, 'BACKEND'), memory, false), 'default');
    if (!found) return;
    const several = severalProcesses(context.project);
    context.report({
      message: 'memory',
      place: placeAmong(context, 'CHANNEL_LAYERS', inside(found.value, 'BACKEND'), found.value),
      severity: several ? 'warning' : 'info',
      related: several ? [several] : [],
      fixes: useRedis(context),
    });
  },
});

function useRedis(context: SettingsContext): readonly Fix[] {
  if (!isOneAssignment(context, 'CHANNEL_LAYERS') || keysOf(context.value('CHANNEL_LAYERS')).length > 1) return [];
  const edit = () =>
    setSetting(context, 'CHANNEL_LAYERS', (file, offset) => {
      const read = fromEnv(context, 'REDIS_URL', { variable: 'REDIS_URL', parse: 'str' });
      const url = typeof read === 'string' ? undefined : read(file, offset);
      const lines = ['{', '    "default": {', '        "BACKEND": "channels_redis.core.RedisChannelLayer",'];
      return url && { ...url, text: [...lines, `        "CONFIG": {"hosts": [${url.text}]},`, '    }', '}'].join('\n') };
    });
  return [{ title: 'Use Redis at the address in REDIS_URL', safe: false, edit }];
}
