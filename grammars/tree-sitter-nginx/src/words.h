/* Words and what is in quotes. */
#ifndef NGINX_WORDS_H_
#define NGINX_WORDS_H_

#include "scan.h"
#include "templates.h"

#include <string.h>

/*
 * Behind `$`, where `braces` may belong to it: VARIABLE, TEMPLATE (`${{ … }}`, `${NAME:-value}`) or NONE. The token is marked in
 * each case; with NONE it is what belongs to the word anyhow. `$1x` is the capture 1 and an x, as in ngx_http_script_compile.
 */
static enum Token after_dollar(Scan *scan, bool braces) {
  int32_t c = at(scan);
  bool braced = c == '{' && braces;
  if (braced) {
    take(scan);
    c = at(scan);
    if (c == '{') {
      while (at(scan) == '{') take(scan);
      mark(scan);
      if (!skip_template(scan, '{', true)) return NONE;
      mark(scan);
      return TEMPLATE;
    }
  }
  bool any = is_name(c);
  if (is_digit(c) && c != '0') {
    take(scan);
  } else {
    scan->capitals = true;
    for (; is_name(at(scan)); take(scan)) scan->capitals = scan->capitals && !is_lower(at(scan));
  }
  bool plain = any;
  while (braced && at(scan) != '}') {
    c = at(scan);
    if (c == END || is_blank(c) || c == ';' || c == '{' || c == '"' || c == '\'' || c == '\\' || c == '$') {
      plain = any = false;
      break;
    }
    plain = false;
    take(scan);
  }
  if (braced && any) take(scan);
  mark(scan);
  if (!any) return NONE;
  return plain ? VARIABLE : TEMPLATE;
}

static const char RAW_SUFFIX[] = "_by_lua_block";
enum { RAW_SUFFIX_LENGTH = sizeof RAW_SUFFIX - 1 };

/*
 * The longest stretch of a word that is of one kind: VARIABLE, TEMPLATE or TEXT; RAW_NAME for a text that announces Lua.
 * LEFT_BRACE or NONE when no word goes on.
 */
static enum Token piece(Scan *scan, State *state, bool quoted) {
  bool escaped = state->escaped;
  state->escaped = false;
  char last[RAW_SUFFIX_LENGTH] = {0};
  uint32_t length = 0;
  bool named = true;
  for (;; length++) {
    int32_t c = at(scan);
    if (c == END || (!quoted && (is_blank(c) || c == ';'))) break;
    if (c == '$' || c == '{' || c == '<') {
      if (length > 0) {
        named = named && c == '{';
        break;
      }
      take(scan);
      if (c == '$') {
        enum Token found = after_dollar(scan, quoted || !escaped);
        return found == NONE ? TEXT : found;
      }
      mark(scan);
      int32_t kind = at(scan);
      bool opens = c == '<' ? kind == '%' : kind == '{' || kind == '%';
      if (opens) {
        take(scan);
        bool one_line = quoted || kind == '%';
        if (skip_template(scan, c == '<' ? c : kind, one_line)) {
          mark(scan);
          return TEMPLATE;
        }
      }
      return c == '{' && !quoted ? LEFT_BRACE : TEXT;
    }
    if (is_name(c)) {
      memmove(last, last + 1, RAW_SUFFIX_LENGTH - 1);
      last[RAW_SUFFIX_LENGTH - 1] = (char)c;
    } else {
      named = false;
    }
    take(scan);
    if (c != '\\') continue;
    // nginx knows no escape for `$`: what `\$name` gives is a backslash and the variable.
    state->escaped = at(scan) == '$';
    if (state->escaped) {
      length++;
      break;
    }
    if (at(scan) != END) take(scan);
  }
  if (length == 0) return NONE;
  mark(scan);
  return named && memcmp(last, RAW_SUFFIX, RAW_SUFFIX_LENGTH) == 0 ? RAW_NAME : TEXT;
}

/* Quoted words */

typedef struct {
  /* Characters between the quotes. */
  uint32_t length;
  bool closed;
  bool one_line;
  int32_t next;
} Quoted;

/*
 * At `{` or `<` in a quoted word: passes a template expression whose quotes do not end the word. Where there is none, a quote
 * that was passed is the end after all.
 */
static bool quoted_template(Scan *scan, int32_t quote, Quoted *found) {
  int32_t c = at(scan);
  take(scan);
  int32_t kind = at(scan);
  if (c == '<' ? kind != '%' : kind != '{' && kind != '%') return true;
  take(scan);
  if (at(scan) == quote) return true;
  uint32_t quotes = 0, depth = 0, first = 0;
  int32_t next = END;
  for (;;) {
    int32_t d = at(scan);
    if (d == END || d == '\n') break;
    if (d == quote && quotes == 0) first = scan->count;
    take(scan);
    int32_t e = at(scan);
    if (d == c && e == kind) break;
    if (d == quote) {
      if (quotes++ == 0) next = e;
    } else if (d == '\\' && e == quote) {
      take(scan);
    } else if (kind == '{' ? d == '}' && depth == 0 && e == '}' : d == '%' && e == (c == '<' ? '>' : '}')) {
      if (quotes % 2 != 0) continue;
      take(scan);
      return true;
    } else if (kind == '{' && d == '{') {
      depth++;
    } else if (kind == '{' && d == '}' && depth > 0) {
      depth--;
    }
  }
  if (quotes == 0) return true;
  found->length = first;
  found->closed = true;
  found->next = next;
  return false;
}

/* Behind an opening quote: where the word ends. */
static Quoted find_close(Scan *scan, int32_t quote) {
  Quoted found = {0, false, true, END};
  scan->count = 0;
  for (;;) {
    int32_t c = at(scan);
    if (c == END) return found;
    if (c == quote) {
      found.length = scan->count;
      take(scan);
      found.closed = true;
      found.next = at(scan);
      return found;
    }
    if (c == '{' || c == '<') {
      if (!quoted_template(scan, quote, &found)) return found;
      continue;
    }
    if (c == '\n') found.one_line = false;
    take(scan);
    if (c != '\\' || at(scan) == END) continue;
    if (at(scan) == '\n') found.one_line = false;
    take(scan);
  }
}

static bool may_follow_quote(int32_t c) {
  return c == END || is_blank(c) || c == ';' || c == '{' || c == '}' || c == ')';
}

/* A quote that closes lines later, where no quote can, was not meant to: only its own line is lost. */
static enum Token open_quote(Scan *scan, State *state) {
  int32_t quote = at(scan);
  take(scan);
  mark(scan);
  Quoted found = find_close(scan, quote);
  bool meant = found.closed && (found.one_line || may_follow_quote(found.next) || found.next == '<');
  if (!meant) return UNTERMINATED_QUOTE;
  state->quoted = found.length;
  return OPEN_QUOTE;
}

static enum Token inside_quotes(Scan *scan, State *state) {
  if (state->quoted == 0) {
    take(scan);
    mark(scan);
    return CLOSE_QUOTE;
  }
  scan->limit = state->quoted;
  enum Token found = piece(scan, state, true);
  state->quoted -= scan->marked;
  if (found == VARIABLE) return QUOTED_VARIABLE;
  return found == TEMPLATE ? QUOTED_TEMPLATE : QUOTED_TEXT;
}

/* What follows a quote that nobody closed, up to the `;` or `{` that ends its line. False when there is nothing. */
static bool unterminated_text(Scan *scan) {
  int32_t c = at(scan);
  if (c == END || is_blank(c) || c == ';' || c == '{') return false;
  for (; c != END && c != '\n'; c = at(scan)) {
    take(scan);
    if (!is_blank(c) && c != ';' && c != '{') mark(scan);
  }
  return true;
}

#endif
