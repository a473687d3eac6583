/* Bodies that are no nginx: Lua. */
#ifndef NGINX_RAW_H_
#define NGINX_RAW_H_

#include "scan.h"

typedef struct {
  Scan *scan;
  uint32_t indent;
  /* A place was marked where the body ends if it ends nowhere else. */
  bool fallback;
  /* Such a place will do: an earlier body was searched to the end of the file in vain. */
  bool hopeless;
} Raw;

static int32_t raw_at(const Raw *raw) { return raw->fallback && raw->hopeless ? END : at(raw->scan); }

/* A place to end is a `}` that leads its line and is indented no deeper than the directive. */
static void take_raw(Raw *raw) {
  Scan *scan = raw->scan;
  int32_t c = at(scan);
  if (c == '}' && !raw->fallback && scan->leading != NOT_LEADING && scan->leading <= raw->indent) {
    mark(scan);
    raw->fallback = true;
  }
  take(scan);
  if (c == '\n') {
    scan->leading = 0;
  } else if (scan->leading != NOT_LEADING) {
    scan->leading = is_blank(c) ? scan->leading + 1 : NOT_LEADING;
  }
}

/* At `[`: passes `[==[ … ]==]`. False where no long bracket opens; then only what looks like the beginning of one is taken. */
static bool long_bracket(Raw *raw) {
  uint32_t level = 0;
  take_raw(raw);
  for (; raw_at(raw) == '='; level++) take_raw(raw);
  if (raw_at(raw) != '[') return false;
  take_raw(raw);
  while (raw_at(raw) != END) {
    int32_t c = raw_at(raw);
    take_raw(raw);
    if (c != ']') continue;
    uint32_t seen = 0;
    for (; seen < level && raw_at(raw) == '='; seen++) take_raw(raw);
    if (seen == level && raw_at(raw) == ']') {
      take_raw(raw);
      break;
    }
  }
  return true;
}

/* At a quote: passes a string, or what may have been meant as one up to the end of the line. */
static void lua_string(Raw *raw) {
  int32_t quote = raw_at(raw);
  take_raw(raw);
  while (raw_at(raw) != END && raw_at(raw) != '\n') {
    int32_t c = raw_at(raw);
    take_raw(raw);
    if (c == quote) return;
    if (c == '\\' && raw_at(raw) != '\n' && raw_at(raw) != END) take_raw(raw);
  }
}

/* At `--`, the first of which is taken: passes a comment. */
static void lua_comment(Raw *raw) {
  take_raw(raw);
  if (raw_at(raw) == '[' && long_bracket(raw)) return;
  while (raw_at(raw) != END && raw_at(raw) != '\n') take_raw(raw);
}

/*
 * Behind the `{` of a raw body: passes what stands before its `}`. Strings, comments and long brackets of Lua hide braces
 * (lua-nginx-module, util/gen-lexer-c). UNCLOSED_RAW_TEXT when nothing closes it; NONE when it is empty.
 */
static enum Token raw_text(Scan *scan, State *state) {
  Raw raw = {scan, state->indent, false, state->raw_unclosed};
  uint32_t depth = 0;
  scan->leading = NOT_LEADING;
  for (;;) {
    int32_t c = raw_at(&raw);
    if (c == END) break;
    if (c == '}' && depth == 0) {
      mark(scan);
      return scan->marked > 0 ? RAW_TEXT : NONE;
    }
    if (c == '"' || c == '\'') {
      lua_string(&raw);
    } else if (c == '[') {
      long_bracket(&raw);
    } else {
      take_raw(&raw);
      if (c == '{') depth++;
      if (c == '}') depth--;
      if (c == '-' && raw_at(&raw) == '-') lua_comment(&raw);
    }
  }
  state->raw_unclosed = true;
  if (!raw.fallback) mark(scan);
  return scan->marked > 0 ? UNCLOSED_RAW_TEXT : NONE;
}

#endif
